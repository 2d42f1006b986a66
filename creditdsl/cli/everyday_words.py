"""What people type instead of a command or an option: words of the office, of other programs and of habit.

Receives a word that is none; promises the command, option or topic that it means, or nothing. Imported only where
something is wrong.
"""

from collections.abc import Mapping, Sequence

COMMANDS: Mapping[str, Sequence[str]] = {
    "check": (
        "校验",
        "审查",
        "检验",
        "审核",
        "查错",
        "纠错",
        "检测",
        "复查",
        "validate",
        "lint",
        "test",
    ),
    "score": (
        "分数",
        "打分",
        "计分",
        "算分",
        "得分",
        "成绩",
        "考核",
        "评价",
        "计算",
        "测评",
        "评估",
        "总分",
        "run",
        "grade",
    ),
    "explain": ("解释", "为什么", "由来", "原因", "明细", "得分说明", "why", "detail"),
    "rank": ("排名", "名次", "排序", "排行", "位次", "ranking", "sort"),
    "summary": ("汇总", "总览", "总结", "小结", "概要", "概述", "统计", "图表", "一览", "简报", "overview", "chart"),
    "compare": ("对比", "比较", "对照", "复核", "自评", "差额", "diff"),
    "verify": ("核对", "验证", "查验", "验算", "重算", "核实", "变动", "改动", "audit", "recheck"),
    "print": ("打印", "印制", "印发", "印刷", "指标表", "输出", "导出表格", "word", "pdf", "docx", "export"),
    "sheet": ("填表", "填报", "上报", "报表", "采集", "表单", "form"),
    "compile": ("查询", "数据库", "编译", "导出", "sql", "query"),
    "docs": ("文档", "手册", "说明文档", "doc", "documentation"),
    "workbench": ("网页", "预览", "试算", "修改方案", "界面", "窗口", "浏览器", "edit", "gui", "web", "ui"),
    "import": ("引入", "读入", "读取", "打开", "转换", "转成", "载入", "从word", "load", "convert", "read"),
    "fmt": ("格式化", "排版", "美化", "规范", "format", "tidy"),
    "new": ("新增", "创建", "建立", "样板", "模板", "示例", "例子", "起草", "init", "create", "start"),
    "finding": ("编号", "错误编号", "含义", "意思", "错误码", "code", "error"),
    "schema": ("格式", "json"),
    "completion": ("自动补全", "tab"),
    "lsp": ("编辑器", "语言服务", "编辑", "editor", "server", "vscode", "stdio"),
    "demo": ("示范", "试用", "体验", "展示", "try"),
    "--help": ("帮助", "用法", "求助", "怎么用", "help", "?", "？", "/?", "h"),
    "--version": ("版本", "版本号", "version", "ver", "v"),
}
"""By the name that is meant."""

OPTIONS: Mapping[str, Sequence[str]] = {
    "--data": ("d", "数据", "数据文件", "输入", "input", "i", "file", "csv", "xlsx"),
    "-o": ("输出", "保存", "另存", "写入", "文件", "结果", "out", "outfile", "save", "to"),
    "--table": ("t", "表", "表名", "附件", "附表"),
    "--format": ("f", "格式", "类型", "type"),
    "--unit": ("u", "单位", "部门", "name"),
    "--item": ("项", "指标", "项目"),
    "--period": ("p", "期", "季度", "月份", "月", "年度", "时期"),
    "--partial": ("缺数", "待定", "部分", "忽略缺数", "force"),
    "--date": ("日期", "制表日期"),
    "--strict": ("从严", "严格", "s"),
    "--no-review": ("不审查", "只查错", "quick"),
    "--select": ("只看", "只列", "选择", "only"),
    "--ignore": ("不看", "不列", "忽略", "跳过", "exclude", "skip"),
    "--fix": ("改", "修改", "自动改", "修复", "改正", "write", "w"),
    "--against": ("旧方案", "去年", "对比", "比较", "old", "compare"),
    "--engine": ("引擎", "算法", "e"),
    "--fonts": ("字体", "font"),
    "--template": ("模板", "样式", "style"),
    "--both": ("自评复核", "复核"),
    "--dialect": ("数据库", "方言", "db"),
    "--source": ("来源", "数据表"),
    "--topic": ("主题", "题目", "领域", "subject"),
    "--list": ("列表", "列出", "目录", "l", "all"),
    "--check": ("检查", "只检查", "dry-run"),
    "--diff": ("差异", "对比", "比较"),
    "--help": COMMANDS["--help"],
    "--version": COMMANDS["--version"],
}
"""By one name of the option; a command has only some of them."""


def meant(typed: str, words: Mapping[str, Sequence[str]]) -> str | None:
    """Return what is meant: by the word itself, else by the longest word that stands in what was typed."""
    plain = typed.strip().lstrip("-—–－/").casefold() or typed
    for name, everyday in words.items():
        if plain in everyday:
            return name
    inside = [(len(word), name) for name, everyday in words.items() for word in everyday if _shares(plain, word)]
    longest = max((length for length, _ in inside), default=0)
    return next((name for length, name in inside if length == longest), None)


def _shares(plain: str, word: str) -> bool:
    """Return whether one of two words of at least two Chinese characters stands in the other."""
    shorter, longer = sorted((plain, word), key=len)
    return len(shorter) > 1 and not shorter.isascii() and shorter in longer
