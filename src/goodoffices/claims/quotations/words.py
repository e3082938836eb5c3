"""Function words of three languages that bound the noun phrases and clauses of reported speech."""

from __future__ import annotations

PREPOSITIONS = {
    "en": frozenset(
        "to of with for in on at by from about against between over under after before during into near across "
        "through without within around towards toward among amid despite since until than like via per versus "
        "regarding concerning following including beyond outside inside alongside upon".split()
    ),
    "uk": frozenset(
        "у в на з із зі до від для про за під над між через при біля після перед без щодо о об по серед проти крім "
        "замість навколо поза протягом згідно внаслідок попри".split()
    ),
    "ru": frozenset(
        "у в на с со из к ко от до для о об обо про за под над между через при возле после перед без по среди против "
        "кроме вместо вокруг вне ради из-за насчет насчёт согласно вследствие".split()
    ),
}
# Words that never stand inside a speaker's noun phrase: the phrase begins after them.
BREAKS = {
    "en": frozenset(
        "and or but that which who whom whose when where while as if because although though so yet nor then "
        "is are was were be been being has have had will would could should may might can do does did not "
        "he she they it we i you there this these those him them us me if unless whether what how why "
        "said says say told".split()
    ),
    "uk": frozenset(
        "і й та або але що який яка які яке якого якої де коли хоча якщо бо тому як щоб ж же не це він вона вони воно "
        "його її їх йому їй ним нею них неї нього ній нім "
        "також є був була були було буде адже тоді оскільки вже ще".split()
    ),
    "ru": frozenset(
        "и или но а что который которая которые которое которого где когда хотя если потому как чтобы ж же не это он "
        "она они оно его её ее их ему ей ним ней них неё нее него нём нем "
        "также есть был была были было будет ведь тогда поскольку уже еще ещё однако".split()
    ),
}
ADVERBS = {
    "en": frozenset(
        "also later earlier then previously repeatedly again once further meanwhile reportedly already still now "
        "however himself herself themselves had has have today yesterday tonight too both all always often never "
        "nevertheless nonetheless therefore simply instead afterwards afterward did just even "
        "monday tuesday wednesday thursday friday saturday sunday ago soon first initially since".split()
    ),
    "uk": frozenset(
        "також раніше пізніше потім згодом тоді вже ще знову водночас натомість сьогодні вчора сам сама самі "
        "неодноразово відтак далі так же ж зокрема теж тепер нині одразу вкотре вперше при цьому лише і й".split()
    ),
    "ru": frozenset(
        "также ранее позже потом затем тогда уже еще ещё снова вновь одновременно сегодня вчера сам сама сами "
        "неоднократно далее так же ж при этом тоже теперь ныне сразу впервые и накануне".split()
    ),
}
THAT = {
    "en": frozenset(("that",)),
    "uk": frozenset(("що", "ніби", "нібито", "буцімто", "щоб", "начебто", "мовляв")),
    "ru": frozenset(("что", "будто", "якобы", "чтобы", "мол")),
}
ABOUT = {
    "en": frozenset(("of", "about", "on", "for", "against")),
    "uk": frozenset(("про", "о", "об", "на", "щодо")),
    "ru": frozenset(("о", "об", "обо", "про", "на", "относительно")),
}
AS = {
    "en": frozenset(("as",)),
    "uk": frozenset(("як", "про", "так")),
    "ru": frozenset(("как", "так", "об")),
}
ANAPHORS = frozenset("це цьому цим цього это этом этому этим этого this that so".split())
INDEFINITE = frozenset(
    "a an another one some several two three many most few unnamed anonymous certain other any "
    "один одна одне одного деякі кілька інший інша неназваний анонімний якийсь "
    "одна одно некий некоторые несколько другой другая неназванный анонимный ещё еще".split()
)
POSSESSORS = frozenset("his her their its our my".split())
# The possessives of one person, with the person's gender.
OWN_GENDERS = {"his": "m", "her": "f", "його": "m", "її": "f", "его": "m", "ее": "f", "её": "f"}
NEGATED = {
    "en": frozenset("not never to cannot nobody".split()),
    "uk": frozenset(("не",)),
    "ru": frozenset(("не",)),
}
PASSIVES = frozenset("is are was were be been being".split())
SOURCING = frozenset("по за на зі із з со с згідно согласно під".split())
ANDS = frozenset(("and", "та", "і", "й", "и"))
SEPARATORS = frozenset(",—–-:;()")
TIMES_EN = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight earlier later late early "
    "last this afternoon morning evening week month year january february march april may june july august "
    "september october november december".split()
)
