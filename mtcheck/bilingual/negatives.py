"""Words that negate, in English and in the languages that MT610 reads; and what only looks negative.

Source: the grammars of the languages; for English Huddleston and Pullum 2002, chapter 9, with verbs,
adjectives and prefixes of negative sense, and the words that positive renderings of a negation use (only,
but, until), each seen in the human versions of `docs_pairs`.
"""

from __future__ import annotations

import re

#: By language: a pattern that finds a negation.
NEGATIVE = {
    "de": r"\b(?:nicht|kein(?:e[mnrs]?)?|niemals|niemand\w{0,2}|nirgends)\b",
    "fr": r"\b(?:ne|n['’])\s?[\w'’ -]{1,24}?\b(?:pas|jamais|rien|aucun\w{0,2}|personne)\b",
    "es": r"\b(?:no|nunca|jamás|nadie|ningun[oa]s?|ningún)\b",
    "ru": r"\b(?:не|нет|никогда|никто|нельзя|никаких|никакой)\b",
    "uk": r"\b(?:не|немає|нема|ніколи|ніхто|жодн\w{2,4})\b",
    "zh": "没有|沒有|并非|並非|并不|並不|不能|不会|不會|不可|不得|不应|不應|不愿|不願|不是|不想|不敢|无法|無法|从未|從未|绝不|未能|不再|不必|尚未",
    "ja": "ません|なかった|ていない|でいない|できない|られない|されない|ではない|じゃない|ないと述べ|ないとして|わけではない",
    "ar": r"(?<!\w)[وف]?(?:لم|لن|ليس|ليست|لا يمكن|لا توجد|لا يوجد|ما زال لا)(?!\w)",
}
# Negative in form, not in sense; or English says it positively as often as not.
NOT_MEANT = {
    "de": r"nicht (?:nur|zuletzt|einmal|mehr als|weniger als|selten|umsonst|länger als)|nicht wahr|wenn nicht|warum nicht|kein (?:wunder|zweifel)"
    r"|keine (?:frage|geringere)|kein geringerer|noch nicht|nicht weniger|nicht alle|ob .{0,60}nicht|bevor|bis |ohnehin nicht|solange",
    "fr": r"ne .{0,30}(?:pas seulement|pas que|que\b)|non seulement|n['’]est-ce pas|pas moins|avant que|à moins|pourquoi pas|pas du tout",
    "es": r"no (?:solo|sólo|obstante|sólo|menos de|más de|solamente|más que|en vano|hay duda|cabe duda)|¿no|sino|hasta que no|a no ser|antes de",
    "ru": r"не (?:только|менее|более|меньше|больше|раз|сомнева|исключ|просто|так давно|далеко|хуже|иначе|хвата|считая)|тем не менее|пока не|чуть не"
    r"|едва не|если не|ничего не остается|нельзя не|ли не|как бы не|что бы не|кто не|не\s+кто ин|не что ин|не могу? не|вовсе не|нет сомн|никак не",
    "uk": r"не (?:лише|тільки|менше|більше|раз|просто|виключ)|тим не менш|поки не|ледь не|якщо не|хіба не|доки не|мало не|немає сумн",
    "zh": "不仅|不僅|不只|不但|不断|不斷|不过|不過|不少|不同|不是吗|没有.{0,8}就没有|没有.{0,12}不|不得不|不能不|不可不|无不|非.{1,8}不可|是不是|能不能|会不会|有没有|只不过|不可思议"
    "|不可或缺|不能.{0,6}只|不会.{0,6}吗|不是.{0,8}而是|毫无疑问|不由得|不知不觉|不得已|不可避免|如果没有|没有.{0,6}之前|不可.{0,2}议|不是.{0,20}就是|不是.{0,20}，而是",
    "ja": "かもしれない|なければなら|なくては|ざるを得ない|ないか|しかない|にほかならない|だけでな|のみなら|ではないか|ほかない|ないと(?!述べ|して)|なければいけ|間違いない|違いない"
    "|ませんか|すみません|わけにはいかない|いけません|過ぎない|すぎない|に限らない|だけではな|ばかりでな|なりません",
    "ar": r"لا يزال|لا تزال|لم يزل|ما لم|لا سيما|ليس فقط|ليس .{0,10}فحسب|لا بد|لم يعد سوى|سوى|إلا|حتى لا|لا شك",
}
ENGLISH = re.compile(
    r"n['’]t\b|\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|non|hardly|barely|scarcely|rarely|seldom|few(?:er)?"
    r"|little|less|least|only|just|merely|but|unless|until|yet|before|instead|rather|despite|except|than|too|away|off|out|against|away|stop\w*|cease\w*"
    r"|fail\w*|lack\w*|lacks|miss\w*|den(?:y|ies|ied|ying|ial)|refus\w+|reject\w*|avoid\w*|prevent\w*|absen\w+|exclud\w+|ban(?:s|ned|ning)?|prohibit\w*"
    r"|forbid\w*|forbidden|hard|difficult\w*|empty|zero|free|end(?:ed|s)?|lost|lose\w*|loss|doubt\w*|wrong|bad|illegal|short|still|remain\w*|far|dis\w{3,}"
    r"|un\w{3,}|im(?:possib|perfect|patient|proper|mobil|mun)\w*|in(?:ab|ac|ad|ap|cap|cor|dep|eff|ev|ex|san|suf|val|vis|com|div|tol|soluble)\w*"
    r"|ir(?:re|ra)\w+|il(?:leg|lic|log)\w+|\w+less(?:ly|ness)?|oppos\w+|contrary|opposite|declin\w+|withh\w+|withdr\w+|halt\w*|block\w*|nil|minus|sans"
    r"|neglect\w*|overlook\w*|ignor\w+|forget\w*|forgot\w*|reluctan\w+|resist\w*|drop\w*|abandon\w*|quit|nix|deprived?|apart|mis\w{3,}|beyond|beneath)\b",
    re.IGNORECASE,
)

#: By language: everything that English may render with a negation, whole words or parts of them.
COULD_BE_NEGATIVE = {
    "de": r"\b(?:nicht|kein|nie|nichts|weder|noch|ohne|kaum|nein|un|miss|fehl|mangel|statt|anstatt|selten|wenig|nur|erst|außer|aber|sondern|bis|vor|ehe|gegen)"
    r"|\w+(?:los|frei|leer)\w{0,3}\b|verbot|verbiet|verweiger|lehn|vermeid|verhinder|unterlass|verzicht|entfall|ausbleib|ausschließ|ausgeschlossen|verlor|verlier|fern|stopp|stop|schwer|falsch|zweifel|irr|vergess|vermiss|leugn|bestreit|bestritt|dement|versäum|scheiter|trotz|stimmt",
    "fr": r"\b(?:ne|ni|non|pas|sans|jamais|rien|aucun|personne|peu|seul|plus|que|avant|jusqu|sauf|contre|in|im|ir|il|mal|dé|dis)|n['’]|refus|manqu|rejet|empêch|évit|interdi|absen|cess|arrêt|échou|perd|ignor|oubli|rare|difficile|faux",
    "es": r"\b(?:no|ni|sin|nunca|jamás|nadie|ning|tampoco|nada|poco|sol[oa]|sólo|antes|hasta|salvo|contra|in|im|ir|des|mal)|rechaz|falt|neg[aóo]|evit|prohib|impid|imped|dej[aóo]|carec|ausen|fracas|perd|olvid|difícil|apenas|raro|fals",
    "ru": r"\b(?:не|ни|нет|без|бес|кроме|только|лишь|вряд|едва|против|прежде|мало|редко|запре|отказ|отсут|переста|прекра|лиш|потер|забы|избе|меша|сложн|трудн|опров|отриц|исключ|отмен|воздерж|анти|а\b)",
    "uk": r"\b(?:не|ні|нема|без|крім|тільки|лише|навряд|ледь|проти|перш|мало|рідко|заборон|відмов|відсут|переста|припин|позбав|втра|забу|уник|важк|спрост|запереч|виключ|скасув|утрим|а\b)",
    "cs": r"\bne|\bni|\bbez|žádn|\bjen|pouze|sotva|proti|\bani|odmít|zákaz|zakáz|chyb|postrád|přest|ztrat|málo|zřídka|dokud|než|vylouč|popř|zabrán",
    "zh": "[不没沒无無非未别勿莫否难難免拒禁停缺失少只仅反零空绝休毋弗罢弃错误漏亏败防止避忘才再除外甭]",
    "ja": "な[いくけしかき]|ぬ|ず|ませ|[無非不未否難嫌拒止禁欠失]|まい|なし|ざる|ねば|以外|だけ|しか|やめ|のみ|まで|ゼロ|ノー",
    "ar": r"لا|لم|لن|ليس|لست|غير|دون|عدم|ما |رفض|نفى|نفي|إلا|سوى|قبل|فقط|منع|حظر|توقف|فشل|ضد|بلا|كلا|فقد|نقص|خال",
}  # fmt: skip
