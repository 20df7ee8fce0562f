"""A person's name as it may be public: the family name, and stars for the rest."""

TOGETHER = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离长孙宇文司徒"
    "鲜于司空闾丘令狐百里呼延东郭南门羊舌微生左丘西门第五"
)
COMPOUND = frozenset(TOGETHER[place : place + 2] for place in range(0, len(TOGETHER), 2))
"""Family names of two characters."""
STAR = "*"
MOST_STARS = 2
"""A longer name is not told by the number of its stars."""


def masked(name: str) -> str:
    """`张三` is `张*`, `欧阳修文` is `欧阳**`; any other name keeps its first character; empty stays empty."""
    name = "".join(name.split())
    if not name:
        return ""
    shown = name[:2] if name[:2] in COMPOUND and len(name) > 2 else name[0]
    return shown + STAR * min(MOST_STARS, max(1, len(name) - len(shown)))
