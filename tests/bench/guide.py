"""Searching the guide: 2,000 generated matters, typed key by key as at the kiosk."""

import itertools
import random
import time
from collections.abc import Sequence

from queue_server.contract.plan import Matter
from queue_server.guide.search import Index
from tests.bench.figure import Effort, Figure
from tests.bench.percentiles import over_rounds

MATTERS = 2000
LIMIT_MS = 100
ABOUT = ("城乡居民", "农村", "个体工商户", "残疾人", "老年人", "退役军人", "低收入家庭", "农民工", "种粮大户", "儿童")
THING = (
    "医疗保险",
    "养老保险",
    "宅基地",
    "承包经营权",
    "生育",
    "临时救助",
    "高龄津贴",
    "营业执照",
    "农机购置",
    "林木采伐",
)
DONE = ("登记", "申请", "变更", "注销", "补办", "年审", "查询", "备案", "审核", "许可")
TYPED = (
    "cxjmylbx",
    "yanglao",
    "ncdnj",
    "补贴",
    "退役军人",
    "changeng",
    "M012",
    "zhaijidi",
    "nj",
    "shenqing",
    "zzzz",
    "农登",
)


def guide(effort: Effort) -> Sequence[Figure]:
    """Every prefix of every query is searched, for results follow each key."""
    index = Index(_matters())
    queries = [query[:end] for query in TYPED for end in range(1, len(query) + 1)]
    index.find(queries[0])
    rounds = []
    for _ in range(effort.rounds):
        spent = []
        for query in queries:
            began = time.perf_counter()
            index.find(query)
            spent.append((time.perf_counter() - began) * 1000)
        rounds.append(spent)
    return (Figure("search_p95_ms", over_rounds(rounds, 95), at_most=LIMIT_MS),)


def _matters() -> list[Matter]:
    names = ["".join(parts) for parts in itertools.product(ABOUT, THING, DONE)]
    names += [f"{name}（跨区域）" for name in names]
    random.Random(5).shuffle(names)
    return [
        Matter(code=f"M{number:04d}", name=name, name_en=f"Matter {number}", service="A", needs=(), needs_en=())
        for number, name in enumerate(names[:MATTERS])
    ]
