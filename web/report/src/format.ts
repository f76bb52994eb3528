// Numbers for people. English notation whatever the locale, so that two readers of one report
// see the same page.

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

export function count(n: number): string {
  return whole.format(n);
}

/** "3 files", "1 file" */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** Powers of 1000: "312 MB", "7.3 MB", "0 B". */
export function bytes(n: number): string {
  return `${scaled(n, ["B", "kB", "MB", "GB", "TB", "PB"], " ")}`;
}

/** "950", "7.3 k", "1.2 M"; for axes and headlines. */
export function short(n: number): string {
  return scaled(n, ["", "k", "M", "bn", "tn"], " ").trim();
}

function scaled(n: number, units: readonly string[], gap: string): string {
  let value = n;
  let unit = 0;
  while (value >= 999.5 && unit + 1 < units.length) {
    value /= 1000;
    ++unit;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits)}${gap}${units[unit] ?? ""}`;
}

/** Of 0 to 1: "62.9 %"; tiny and nearly whole shares are not rounded to none and all. */
export function percent(share: number): string {
  if (!Number.isFinite(share) || share <= 0) return "0 %";
  if (share < 0.001) return "< 0.1 %";
  if (share > 0.999 && share < 1) return "> 99.9 %";
  return `${(share * 100).toFixed(share === 1 ? 0 : 1)} %`;
}

export function share(part: number, all: number): number {
  return all > 0 ? part / all : 0;
}

/** "0.5 s", "42 s", "1 h 03 min" */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 59.5) return `${seconds.toFixed(0)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}
