// A table whose columns sort at a click or key press on their head, whose rows may unfold, and
// which can be searched when it is long.

import { h, type Child } from "./dom";
import { count } from "./format";

export interface TableColumn<T> {
  name: string;
  /** What the rows are sorted by. */
  key: (row: T) => number | string;
  /** What is shown; default: the key. */
  show?: (row: T) => Child;
  numeric?: boolean;
  class?: string;
}

export interface TableOptions<T> {
  /** Says what the table is, for those who do not see it. */
  caption: string;
  columns: readonly TableColumn<T>[];
  rows: readonly T[];
  /** What a row unfolds to; null for rows that do not. Made when it is asked for. */
  detail?: (row: T) => (() => Node) | null;
  /** Rows that are unfolded from the start. */
  open?: readonly T[];
  /** Rows shown before the reader asks for more. */
  initialRows?: number;
  /** What the reader's search is held against; without it there is no search. */
  searchIn?: (row: T) => string;
  /** A line below the rows, such as the sum of those that are not listed. */
  foot?: string;
}

export function sortableTable<T>(options: TableOptions<T>): HTMLElement {
  return new SortableTable(options).element;
}

class SortableTable<T> {
  readonly element: HTMLElement;
  private readonly options: TableOptions<T>;
  private readonly body = h("tbody");
  private readonly heads: HTMLTableCellElement[] = [];
  private readonly more = h("button", { type: "button", class: "more" });
  private readonly open = new Set<T>();
  private sorted = -1; // index of the column; -1: as given
  private descending = false;
  private search = "";
  private all = false;

  constructor(options: TableOptions<T>) {
    this.options = options;
    for (const row of options.open ?? []) this.open.add(row);
    const head = h("tr");
    options.columns.forEach((column, i) => head.append(this.head(column, i)));
    this.more.addEventListener("click", () => {
      this.all = !this.all;
      this.draw();
    });
    this.element = h(
      "div",
      { class: "table" },
      options.searchIn !== undefined && this.searchField(),
      h(
        "div",
        { class: "scroll" },
        h("table", {}, h("caption", { class: "unseen" }, options.caption), h("thead", {}, head), this.body),
      ),
      options.foot !== undefined && h("p", { class: "foot" }, options.foot),
      this.more,
    );
    this.draw();
  }

  private head(column: TableColumn<T>, index: number): HTMLElement {
    const button = h("button", { type: "button" }, column.name);
    button.addEventListener("click", () => this.sortBy(index));
    const cell = h("th", { scope: "col", class: column.numeric ? "number" : column.class }, button);
    this.heads.push(cell);
    return cell;
  }

  private searchField(): HTMLElement {
    const field = h("input", { type: "search", placeholder: "Search", "aria-label": `Search: ${this.options.caption}` });
    field.addEventListener("input", () => {
      this.search = field.value.trim().toLowerCase();
      this.draw();
    });
    return field;
  }

  private sortBy(index: number): void {
    // Numbers are most often asked for from the largest down.
    const column = this.options.columns[index];
    const row = this.options.rows[0];
    const first = column !== undefined && row !== undefined && typeof column.key(row) === "number";
    this.descending = this.sorted === index ? !this.descending : first;
    this.sorted = index;
    this.heads.forEach((head, i) => {
      if (i === index) head.setAttribute("aria-sort", this.descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    this.draw();
  }

  private visibleRows(): T[] {
    const { rows, searchIn, columns } = this.options;
    const column = columns[this.sorted];
    const found =
      this.search === "" || searchIn === undefined
        ? [...rows]
        : rows.filter((row) => searchIn(row).toLowerCase().includes(this.search));
    if (column !== undefined) {
      const sign = this.descending ? -1 : 1;
      found.sort((a, b) => sign * compare(column.key(a), column.key(b)));
    }
    return found;
  }

  private draw(): void {
    const rows = this.visibleRows();
    const limit = this.all ? rows.length : (this.options.initialRows ?? rows.length);
    this.body.replaceChildren(...rows.slice(0, limit).flatMap((row) => this.row(row)));
    if (rows.length === 0) {
      const cell = h("td", { class: "none", colspan: this.options.columns.length }, "Nothing here.");
      this.body.append(h("tr", {}, cell));
    }
    const hidden = (this.options.initialRows ?? rows.length) < rows.length;
    this.more.hidden = !hidden;
    this.more.textContent = this.all ? "Show fewer" : `Show all ${count(rows.length)}`;
  }

  private row(row: T): HTMLTableRowElement[] {
    const { columns, detail } = this.options;
    const make = detail?.(row) ?? null;
    const line = h("tr");
    columns.forEach((column, i) => {
      const shown = column.show?.(row) ?? String(column.key(row));
      const first = i === 0 && detail !== undefined;
      const content = !first ? shown : make !== null ? this.fold(row, shown) : h("div", { class: "flat" }, shown);
      line.append(h(i === 0 ? "th" : "td", { class: column.numeric ? "number" : column.class, scope: i === 0 ? "row" : undefined }, content));
    });
    if (make === null || !this.open.has(row)) return [line];
    return [line, h("tr", { class: "detail" }, h("td", { colspan: columns.length }, make()))];
  }

  /** The first cell of a row that unfolds: a button. */
  private fold(row: T, content: Child): HTMLElement {
    const open = this.open.has(row);
    const button = h("button", { type: "button", class: "fold", "aria-expanded": String(open) }, content);
    button.addEventListener("click", () => {
      if (open) this.open.delete(row);
      else this.open.add(row);
      const index = [...this.body.querySelectorAll(".fold")].indexOf(button);
      this.draw();
      this.body.querySelectorAll<HTMLElement>(".fold")[index]?.focus();
    });
    return button;
  }
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}
