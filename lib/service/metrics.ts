import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

/** A figure as it stands now. */
export type Figure = {
  /** `muster_…`, ending in its unit as Prometheus writes it, such as `_seconds`. */
  name: string;
  help: string;
  values: { labels?: Record<string, string>; value: number }[];
};

/** One figure without labels. */
export const figure = (name: string, help: string, value: number): Figure => ({ name, help, values: [{ value }] });

/** Of the process: processor time, memory, event loop. They are watched from the first request for figures on. */
let watched: Registry | undefined;
function processRegistry(): Registry {
  if (!watched) {
    watched = new Registry();
    collectDefaultMetrics({ register: watched });
  }
  return watched;
}

/** The figures, and those of the process, in the text format of Prometheus. */
export function metricsText(figures: Figure[]): Promise<string> {
  const registry = new Registry();
  for (const { name, help, values } of figures) {
    const gauge = new Gauge({ name, help, labelNames: Object.keys(values[0]?.labels ?? {}), registers: [registry] });
    for (const { labels = {}, value } of values) gauge.set(labels, value);
  }
  return Registry.merge([registry, processRegistry()]).metrics();
}

export type Durations = {
  observe(labels: { route: string; status: string }, seconds: number): void;
  /** With the figures of the process. */
  text(): Promise<string>;
};

/** How long what is asked of a program takes. */
export function createDurations(name: string, help: string): Durations {
  const registry = new Registry();
  const histogram = new Histogram({ name, help, labelNames: ["route", "status"], registers: [registry] });
  return {
    observe: (labels, seconds) => histogram.observe(labels, seconds),
    text: () => Registry.merge([registry, processRegistry()]).metrics(),
  };
}
