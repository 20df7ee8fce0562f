"""The figures as charts: SVG made by pygal, to be shown as pictures, in which nothing runs and nothing is fetched."""

from collections.abc import Mapping
from typing import Any, assert_never

import pygal
from pygal.style import Style

from queue_server.contract.plan import Plan
from queue_server.contract.words import Language, say
from queue_server.figures.spread import Spread
from queue_server.figures.tally import Figures, Tally
from queue_server.web.manager.tables import Chart, minutes

BRAND, LIGHT, HELP, SOFT, INK = "#0b5d7a", "#7fb3c6", "#a15c00", "#4a5a68", "#16222e"
LEVELS = ("非常不满意", "不满意", "基本满意", "满意", "非常满意")
FACE = '"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'


def drawn(kind: Chart, plan: Plan, found: Figures, language: Language) -> bytes:
    """The chart as an SVG document."""
    match kind:
        case "waits":
            chart = _chart(say(language, "等候时间，按开始等候的时段（分钟）"), (BRAND, HELP), found.halves)
            _durations(chart, language, [tally.wait for tally in found.halves.values()])
        case "works":
            chart = _chart(say(language, "办理时间，按开始办理的时段（分钟）"), (BRAND, HELP), found.halves)
            _durations(chart, language, [tally.service for tally in found.halves.values()])
        case "visits":
            chart = _chart(say(language, "取号和办结，按时段"), (LIGHT, BRAND), found.halves)
            _counts(chart, language, found.halves)
        case "astray":
            chart = _chart(say(language, "过号和转办，按时段"), (HELP, LIGHT), found.halves)
            chart.add(say(language, "过号"), [tally.missed for tally in found.halves.values()])
            chart.add(say(language, "转办"), [tally.transferred for tally in found.halves.values()])
        case "services":
            names = [one.name_en if language == "en" else one.name for one in plan.service]
            tallies = [found.services.get(one.prefix, Tally()) for one in plan.service]
            chart = _chart(say(language, "等候时间，按业务（分钟）"), (BRAND, HELP), names)
            _durations(chart, language, [tally.wait for tally in tallies])
        case "windows":
            names = [say(language, "{window} 号窗口", window=window) for window in found.windows]
            chart = _chart(say(language, "办理时间，按窗口（分钟）"), (BRAND, HELP), names)
            _durations(chart, language, [tally.service for tally in found.windows.values()])
        case "clerks":
            names = [plan.clerks[one].name if one in plan.clerks else one for one in found.clerks]
            chart = _chart(say(language, "办理时间，按人员（分钟）"), (BRAND, HELP), names)
            _durations(chart, language, [tally.service for tally in found.clerks.values()])
        case "days":
            chart = _chart(say(language, "取号和办结，按日"), (LIGHT, BRAND), [day[5:] for day in found.days])
            _counts(chart, language, found.days)
        case "ratings":
            chart = _chart(say(language, "评价"), (BRAND,), [say(language, level) for level in LEVELS])
            chart.show_legend = False
            chart.add(say(language, "评价数"), found.whole.scores)
        case _:
            assert_never(kind)
    return bytes(chart.render())


def _chart(title: str, colors: tuple[str, ...], labels: Any) -> Any:
    """An empty bar chart with these labels along its foot; pygal has no types."""
    style = Style(
        background="#ffffff",
        plot_background="#ffffff",
        foreground=SOFT,
        foreground_strong=INK,
        foreground_subtle="#d5dde2",
        font_family=FACE,
        title_font_family=FACE,
        label_font_family=FACE,
        major_label_font_family=FACE,
        legend_font_family=FACE,
        value_font_family=FACE,
        no_data_font_family=FACE,
        title_font_size=20,
        label_font_size=14,
        major_label_font_size=14,
        legend_font_size=15,
        no_data_font_size=20,
        opacity="1",
        guide_stroke_color="#d5dde2",
        major_guide_stroke_color="#d5dde2",
        guide_stroke_dasharray="0",
        major_guide_stroke_dasharray="0",
        colors=colors,
    )
    chart = pygal.Bar(
        style=style,
        js=(),
        width=760,
        height=340,
        title=title,
        legend_at_bottom=True,
        legend_box_size=14,
        margin=12,
        spacing=8,
        x_label_rotation=0 if len(tuple(labels)) < 9 else 45,
        truncate_label=-1,
        min_scale=3,
        max_scale=6,
        no_data_text="",
    )
    chart.x_labels = list(labels)
    return chart


def _durations(chart: Any, language: Language, spreads: list[Spread]) -> None:
    chart.add(say(language, "中位数"), [minutes(one.median_s) for one in spreads])
    chart.add(say(language, "九成不超过"), [minutes(one.p90_s) for one in spreads])


def _counts(chart: Any, language: Language, parts: Mapping[str, Tally]) -> None:
    chart.add(say(language, "取号"), [tally.taken for tally in parts.values()])
    chart.add(say(language, "办结"), [tally.served for tally in parts.values()])
