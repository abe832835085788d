"""The rules, an explicit tuple: adding one is one module here, one YAML of cases and one line below."""

from __future__ import annotations

from mtcheck.rules.showstoppers import mt001_empty
from mtcheck.rules.showstoppers import mt002_not_english
from mtcheck.rules.showstoppers import mt003_source_script
from mtcheck.rules.showstoppers import mt004_degenerate_loop
from mtcheck.rules.showstoppers import mt005_mojibake
from mtcheck.rules.showstoppers import mt006_broken_entity
from mtcheck.rules.showstoppers import mt007_placeholder
from mtcheck.rules.showstoppers import mt008_truncated
from mtcheck.rules.showstoppers import mt009_page_boilerplate
from mtcheck.rules.showstoppers import mt010_untranslated_passage
from mtcheck.rules.phrases import mt101_fixed_expression
from mtcheck.rules.phrases import mt102_broken_compound
from mtcheck.rules.phrases import mt103_idiom_frame
from mtcheck.rules.phrases import mt104_known_garble
from mtcheck.rules.phrases import mt106_untranslated_word
from mtcheck.rules.names import mt201_place_coordination
from mtcheck.rules.names import mt202_name_variants
from mtcheck.rules.names import mt203_known_organisation
from mtcheck.rules.names import mt204_title_name
from mtcheck.rules.names import mt205_pronoun_gender
from mtcheck.rules.names import mt206_foreign_name
from mtcheck.rules.numbers import mt301_split_number
from mtcheck.rules.numbers import mt302_foreign_number_format as mt302_foreign_number
from mtcheck.rules.numbers import mt303_doubled_unit
from mtcheck.rules.numbers import mt304_currency_after_number
from mtcheck.rules.numbers import mt305_doubled_magnitude
from mtcheck.rules.numbers import mt306_impossible_date
from mtcheck.rules.numbers import mt307_foreign_ordinal
from mtcheck.rules.numbers import mt308_foreign_clock_time as mt308_foreign_time
from mtcheck.rules.numbers import mt309_unit_without_number
from mtcheck.rules.typography import mt401_nested_quotes
from mtcheck.rules.typography import mt402_unbalanced_quotes
from mtcheck.rules.typography import mt403_mixed_quotes
from mtcheck.rules.typography import mt404_unmatched_bracket
from mtcheck.rules.typography import mt405_space_before_punctuation
from mtcheck.rules.typography import mt406_missing_space
from mtcheck.rules.typography import mt407_space_inside_marks
from mtcheck.rules.typography import mt408_double_space
from mtcheck.rules.typography import mt409_full_width_punctuation as mt409_full_width
from mtcheck.rules.typography import mt410_repeated_punctuation
from mtcheck.rules.typography import mt411_foreign_quotes
from mtcheck.rules.typography import mt412_lower_case_start
from mtcheck.rules.typography import mt413_missing_end_mark
from mtcheck.rules.typography import mt414_broken_apostrophe
from mtcheck.rules.structure import mt501_verb_form
from mtcheck.rules.structure import mt502_tense_time
from mtcheck.rules.structure import mt503_subject_as_agent
from mtcheck.rules.structure import mt504_adverb_without_ly
from mtcheck.rules.structure import mt505_doubled_word
from mtcheck.rules.structure import mt506_doubled_phrase
from mtcheck.rules.structure import mt507_determiner_clash
from mtcheck.rules.structure import mt508_number_agreement
from mtcheck.rules.structure import mt509_double_comparison
from mtcheck.rules.structure import mt511_impossible_sequence
from mtcheck.rules.structure import mt512_pronoun_case
from mtcheck.rules.structure import mt514_word_order
from mtcheck.rules.structure import mt515_subject_doubling
from mtcheck.rules.base import Rule

# fmt: off
RULES: tuple[Rule, ...] = (
    mt001_empty.RULE,
    mt002_not_english.RULE,
    mt003_source_script.RULE,
    mt004_degenerate_loop.RULE,
    mt005_mojibake.RULE,
    mt006_broken_entity.RULE,
    mt007_placeholder.RULE,
    mt008_truncated.RULE,
    mt009_page_boilerplate.RULE,
    mt010_untranslated_passage.RULE,
    mt101_fixed_expression.RULE,
    mt102_broken_compound.RULE,
    mt103_idiom_frame.RULE,
    mt104_known_garble.RULE,
    mt106_untranslated_word.RULE,
    mt201_place_coordination.RULE,
    mt202_name_variants.RULE,
    mt203_known_organisation.RULE,
    mt204_title_name.RULE,
    mt205_pronoun_gender.RULE,
    mt206_foreign_name.RULE,
    mt301_split_number.RULE,
    mt302_foreign_number.RULE,
    mt303_doubled_unit.RULE,
    mt304_currency_after_number.RULE,
    mt305_doubled_magnitude.RULE,
    mt306_impossible_date.RULE,
    mt307_foreign_ordinal.RULE,
    mt308_foreign_time.RULE,
    mt309_unit_without_number.RULE,
    mt401_nested_quotes.RULE,
    mt402_unbalanced_quotes.RULE,
    mt403_mixed_quotes.RULE,
    mt404_unmatched_bracket.RULE,
    mt405_space_before_punctuation.RULE,
    mt406_missing_space.RULE,
    mt407_space_inside_marks.RULE,
    mt408_double_space.RULE,
    mt409_full_width.RULE,
    mt410_repeated_punctuation.RULE,
    mt411_foreign_quotes.RULE,
    mt412_lower_case_start.RULE,
    mt413_missing_end_mark.RULE,
    mt414_broken_apostrophe.RULE,
    mt501_verb_form.RULE,
    mt502_tense_time.RULE,
    mt503_subject_as_agent.RULE,
    mt504_adverb_without_ly.RULE,
    mt505_doubled_word.RULE,
    mt506_doubled_phrase.RULE,
    mt507_determiner_clash.RULE,
    mt508_number_agreement.RULE,
    mt509_double_comparison.RULE,
    mt511_impossible_sequence.RULE,
    mt512_pronoun_case.RULE,
    mt514_word_order.RULE,
    mt515_subject_doubling.RULE,
)
# fmt: on
