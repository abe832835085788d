from mtcheck.cli.main import main

main(prog_name="mtcheck")
