// Column charts with d3's scales and axes, as SVG: sharp in print, coloured by the style sheet,
// so that they follow light and dark. Beside each stands the same as a table, folded away, for
// readers who want the numbers or do not see the picture.

import { axisBottom, axisLeft } from "d3-axis";
import { scaleBand, scaleLinear } from "d3-scale";
import { select } from "d3-selection";
import { h } from "./dom";
import { count, percent, share, short } from "./format";

export interface Column {
  /** What the axis shows below the column, where there is room. */
  label: string;
  /** What the tooltip and the table call it. */
  name: string;
  value: number;
}

export interface ChartOptions {
  title: string;
  /** A sentence below the title. */
  note?: string;
  /** What the columns are counted over. */
  axis: string;
  /** What is counted. */
  unit?: string;
  /** Labels are shown at columns for which this holds; default: as many as there is room for. */
  showLabel?: (column: Column, index: number) => boolean;
  /** Labels stand at the left edges of columns and not at their middles. */
  labelsAtEdges?: boolean;
  /** As wide as the page, and as high as the others. */
  wide?: boolean;
}

const WIDTH = 520;
const WIDE = 1064;
const HEIGHT = 220;
const MARGIN = { top: 12, right: 12, bottom: 40, left: 48 };
const MAX_LABELS = 12;

export function columnChart(columns: readonly Column[], options: ChartOptions): HTMLElement {
  const total = columns.reduce((sum, column) => sum + column.value, 0);
  const figure = h("figure", { class: options.wide ? "chart wide" : "chart" }, h("figcaption", {}, h("h3", {}, options.title)));
  if (options.note) figure.append(h("p", { class: "note" }, options.note));
  if (total === 0) {
    figure.append(h("p", { class: "none" }, "Nothing to show."));
    return figure;
  }
  figure.append(drawing(columns, total, options), numbers(columns, total, options));
  return figure;
}

function drawing(columns: readonly Column[], total: number, options: ChartOptions): SVGSVGElement {
  const width = options.wide ? WIDE : WIDTH;
  const largest = Math.max(...columns.map((column) => column.value));
  const indexes = columns.map((_, i) => i);
  const x = scaleBand<number>()
    .domain(indexes)
    .range([MARGIN.left, width - MARGIN.right])
    .paddingInner(columns.length > 60 ? 0 : 0.12);
  const y = scaleLinear()
    .domain([0, largest])
    .nice(4)
    .range([HEIGHT - MARGIN.bottom, MARGIN.top]);

  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const root = select(svg)
    .attr("viewBox", `0 0 ${width} ${HEIGHT}`)
    .attr("role", "img")
    .attr("aria-label", `${options.title}: ${spoken(columns, total)}`);

  const ticks = y.ticks(4).filter(Number.isInteger);
  root
    .append("g")
    .attr("class", "grid")
    .attr("transform", `translate(${MARGIN.left},0)`)
    .call(
      axisLeft(y)
        .tickValues(ticks)
        .tickSize(-(width - MARGIN.left - MARGIN.right))
        .tickFormat((n) => short(Number(n))),
    )
    .call((axis) => axis.select(".domain").remove());

  root
    .append("g")
    .selectAll("rect")
    .data(columns)
    .join("rect")
    .attr("class", "column")
    .attr("x", (_, i) => x(i) ?? 0)
    .attr("y", (column) => y(column.value))
    .attr("width", x.bandwidth())
    .attr("height", (column) => y(0) - y(column.value))
    .append("title")
    .text((column) => `${column.name}: ${count(column.value)} (${percent(share(column.value, total))})`);

  const every = Math.ceil(columns.length / MAX_LABELS);
  const shown = indexes.filter((i) => {
    const column = columns[i];
    return column !== undefined && (options.showLabel?.(column, i) ?? i % every === 0);
  });
  const axis = root
    .append("g")
    .attr("class", "axis")
    .attr("transform", `translate(0,${HEIGHT - MARGIN.bottom})`)
    .call(
      axisBottom(x)
        .tickValues(shown)
        .tickFormat((i) => columns[i]?.label ?? "")
        .tickSizeOuter(0),
    );
  if (options.labelsAtEdges) axis.selectAll(".tick > *").attr("transform", `translate(${-x.step() / 2},0)`);
  root
    .append("text")
    .attr("class", "axis-name")
    .attr("x", (MARGIN.left + width - MARGIN.right) / 2)
    .attr("y", HEIGHT - 4)
    .text(options.axis);
  return svg;
}

/** What the picture shows, for a screen reader. */
function spoken(columns: readonly Column[], total: number): string {
  const largest = [...columns].sort((a, b) => b.value - a.value).slice(0, 3);
  const words = largest.map((c) => `${c.name} ${percent(share(c.value, total))}`);
  return `${count(total)} in all; most in ${words.join(", ")}`;
}

function numbers(columns: readonly Column[], total: number, { axis, unit = "Documents" }: ChartOptions): HTMLElement {
  const rows = columns
    .filter((column) => column.value > 0)
    .map((column) =>
      h(
        "tr",
        {},
        h("th", { scope: "row" }, column.name),
        h("td", { class: "number" }, count(column.value)),
        h("td", { class: "number" }, percent(share(column.value, total))),
      ),
    );
  const head = h("tr", {}, h("th", { scope: "col" }, axis), h("th", { scope: "col" }, unit), h("th", { scope: "col" }, "Share"));
  return h(
    "details",
    { class: "numbers" },
    h("summary", {}, "As a table"),
    h("table", {}, h("thead", {}, head), h("tbody", {}, ...rows)),
  );
}

export interface CurveOptions {
  title: string;
  note: string;
  axis: string;
  /** Of 0 to 1, to 0 to 1. */
  value: (x: number) => number;
  /** Where a line is drawn across. */
  mark: number;
}

/** A probability over a similarity. */
export function curveChart(options: CurveOptions): HTMLElement {
  const x = scaleLinear().domain([0, 1]).range([MARGIN.left, WIDTH - MARGIN.right]);
  const y = scaleLinear().domain([0, 1]).range([HEIGHT - MARGIN.bottom, MARGIN.top]);
  const at = options.value(options.mark);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const root = select(svg)
    .attr("viewBox", `0 0 ${WIDTH} ${HEIGHT}`)
    .attr("role", "img")
    .attr("aria-label", `${options.title}: ${percent(at)} at ${options.mark}`);
  root
    .append("g")
    .attr("class", "grid")
    .attr("transform", `translate(${MARGIN.left},0)`)
    .call(
      axisLeft(y)
        .ticks(4)
        .tickSize(-(WIDTH - MARGIN.left - MARGIN.right))
        .tickFormat((p) => percent(Number(p))),
    )
    .call((axis) => axis.select(".domain").remove());
  root
    .append("g")
    .attr("class", "axis")
    .attr("transform", `translate(0,${HEIGHT - MARGIN.bottom})`)
    .call(axisBottom(x).ticks(10).tickSizeOuter(0));
  const points = Array.from({ length: 201 }, (_, i) => `${x(i / 200).toFixed(1)},${y(options.value(i / 200)).toFixed(1)}`);
  root.append("path").attr("class", "curve").attr("d", `M${points.join("L")}`);
  root
    .append("path")
    .attr("class", "mark")
    .attr("d", `M${x(options.mark)},${y(0)}V${y(1)}`)
    .append("title")
    .text(`${options.mark}: ${percent(at)}`);
  root
    .append("text")
    .attr("class", "axis-name")
    .attr("x", (MARGIN.left + WIDTH - MARGIN.right) / 2)
    .attr("y", HEIGHT - 4)
    .text(options.axis);
  const steps = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];
  const rows = steps.map((s) => h("tr", {}, h("th", { scope: "row" }, s.toFixed(2)), h("td", { class: "number" }, options.value(s).toFixed(4))));
  const head = h("tr", {}, h("th", { scope: "col" }, options.axis), h("th", { scope: "col" }, "Found"));
  return h(
    "figure",
    { class: "chart" },
    h("figcaption", {}, h("h3", {}, options.title)),
    h("p", { class: "note" }, options.note),
    svg,
    h("details", { class: "numbers" }, h("summary", {}, "As a table"), h("table", {}, h("thead", {}, head), h("tbody", {}, ...rows))),
  );
}
