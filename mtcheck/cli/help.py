"""Help whose options stand in groups, the ones that most people want first."""

from __future__ import annotations

import click

#: The groups of options, by the names of their parameters, in the order of the help.
GROUPS = {
    "Output": (
        *("outputs", "stdout_format", "output_format", "statistics", "quiet", "worst", "resume", "overwrite"),
    ),
    "Fixes": ("fix", "diff"),
    "What is checked": (
        *("select", "extend_select", "ignore", "extend_ignore", "stdin_filename", "text_field"),
        *("text_column", "id_column", "weight_column", "by", "text_format", "input_format"),
    ),
    "Source and reference": (
        *("source", "references", "source_language", "glossary", "do_not_translate"),
        *("target_column", "source_column", "reference_column"),
    ),
    "Gate": ("fail_on", "min_score", "min_bleu", "min_chrf"),
    "Model and engines": ("model", "sensitivity", "no_engine", "require_engine", "languagetool_url"),
    "Decisions": ("baseline", "no_baseline", "write_baseline", "prune_baseline", "diff_base"),
    "Running": (
        *("config", "jobs", "timeout", "no_cache", "cache_dir", "debug"),
        *("engine", "partition_rows", "spark_conf", "dask_scheduler"),
    ),
}
#: What stands last: help itself, and what no group has.
OTHERS = "Other"


class GroupedCommand(click.Command):
    """A command with many options."""

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        options = (parameter for parameter in self.get_params(context) if isinstance(parameter, click.Option))
        parameters = {option.name: option for option in options}
        named = {name for names in GROUPS.values() for name in names}
        rest = tuple(name for name in parameters if name and name not in named)
        for heading, names in {**GROUPS, OTHERS: rest}.items():
            found = (parameters[name] for name in names if name in parameters)
            records = [record for option in found if (record := option.get_help_record(context))]
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records)
