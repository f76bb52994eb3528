"""Writes a LightGBM forest as a C++ table for src/extract/model/forest.h.

A split is (column, the highest code that goes left, mask of the leaves that remain when a row goes right). Codes are what the
forest was fitted on (src/extract/model/codes.h), or, for a forest fitted on numbers, ranks of them among the thresholds of their
column (src/extract/model/ranks.h): a split of LightGBM, x <= t on doubles, becomes x <= t' on floats, t' the largest float not
above t: the same decision for every float x.
"""
import numpy as np

MAX_LEAVES = 16
MAX_THRESHOLDS = 255


def float_below(x):
    """The largest float32 that is not above x."""
    y = np.float32(x)
    return np.nextafter(y, np.float32(-np.inf)) if float(y) > x else y


def columns_hash(columns):
    """What binds a table to the list of columns: FNV-1a of the names, a line each (model_test.cc)."""
    value = 0x811C9DC5
    for byte in "".join(name + "\n" for name in columns).encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def walk(tree):
    """The splits of one tree as (column, threshold, leaves of its left, first leaf) and its leaf values, left to right."""
    splits, leaves = [], []

    def visit(node):
        first = len(leaves)
        if "leaf_value" in node:
            leaves.append(node["leaf_value"])
            return first, 1
        if node["decision_type"] != "<=":
            raise SystemExit(f"a split that is no threshold: {node['decision_type']}")
        _, left = visit(node["left_child"])
        _, right = visit(node["right_child"])
        splits.append((node["split_feature"], node["threshold"], left, first))
        return first, left + right

    visit(tree["tree_structure"])
    if len(leaves) > MAX_LEAVES:
        raise SystemExit(f"a tree of {len(leaves)} leaves; num_leaves may be at most {MAX_LEAVES}")
    return splits, leaves


def trees_of(models):
    """The trees of all models, taking turns, so that those that say most stand first."""
    return [walk(tree) for turn in zip(*(model.dump_model()["tree_info"] for model in models)) for tree in turn]


def lines(values, width=100):
    out, line = [], " "
    for value in values:
        piece = f" {value},"
        if len(line) + len(piece) > width:
            out.append(line)
            line = " "
        line += piece
    return "\n".join(out + [line])


def c_float(value):
    text = repr(float(np.float32(value)))
    short = np.format_float_positional(np.float32(value), unique=True, trim="0")
    text = short if float(np.float32(short)) == float(np.float32(value)) and len(short) < 20 else text
    return text + ("f" if any(c in text for c in ".en") else ".0f")


def cpp_forest(models, columns, prefix, code=lambda column, threshold: int(threshold)):
    """C++ definitions of the arrays kPREFIX... and a constexpr ForestTable kPREFIXForest, the mean of `models`."""
    splits, split_begin, leaves = [], [0], []
    for of_tree, values in trees_of(models):
        for column, threshold, left, first in sorted(of_tree):
            gone = ((1 << left) - 1) << first
            splits.append((column, code(column, threshold), 0xFFFF & ~gone))
        split_begin.append(len(splits))
        leaves += [value / len(models) for value in values] + [0.0] * (MAX_LEAVES - len(values))
    return f"""// {len(split_begin) - 1} trees, {len(splits)} splits.
constexpr ForestTable::Split k{prefix}Splits[] = {{
{lines("{%d,%d,%d}" % split for split in splits)}
}};
constexpr uint32_t k{prefix}SplitBegin[] = {{
{lines(split_begin)}
}};
constexpr float k{prefix}Leaves[] = {{
{lines(map(c_float, leaves))}
}};
constexpr ForestTable k{prefix}Forest = {{{columns}, k{prefix}Splits, k{prefix}SplitBegin, k{prefix}Leaves}};
"""


def cpp_ranked_forest(models, columns, prefix):
    """The same of forests fitted on numbers, with a constexpr ThresholdTable kPREFIXThresholdTable."""
    thresholds = [set() for _ in range(columns)]
    for splits, _ in trees_of(models):
        for column, threshold, _, _ in splits:
            thresholds[column].add(float_below(threshold))
    thresholds = [sorted(values) for values in thresholds]
    if max(map(len, thresholds)) > MAX_THRESHOLDS:
        raise SystemExit("too many thresholds in one column; lower max_bin")
    ranks = [{value: rank for rank, value in enumerate(values)} for values in thresholds]
    forest = cpp_forest(models, columns, prefix, lambda column, threshold: ranks[column][float_below(threshold)])
    return f"""constexpr float k{prefix}Thresholds[] = {{
{lines(c_float(value) for values in thresholds for value in values)}
}};
constexpr uint32_t k{prefix}ThresholdBegin[] = {{
{lines(np.cumsum([0] + [len(values) for values in thresholds]))}
}};
constexpr ThresholdTable k{prefix}ThresholdTable = {{k{prefix}Thresholds, k{prefix}ThresholdBegin}};
{forest}"""
