/** Figures for Prometheus. Names carry their unit. */
import { Counter, collectDefaultMetrics, Histogram, Registry } from '@prometheus-io/client';
import type pg from 'pg';
import { retriesOf } from './db/tx.ts';

export interface Metrics {
  readonly registry: Registry;
  readonly requests: Counter<'route' | 'status'>;
  readonly seconds: Histogram<'route'>;
  readonly refusals: Counter<'code'>;
}

export function createMetrics(pool: pg.Pool): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  registry.registerMetric(
    new Counter({
      name: 'zhishou_transaction_retries_total',
      help: 'Transactions run again after a serialisation failure or a deadlock',
      registers: [],
      collect() {
        this.reset();
        this.inc(retriesOf(pool).count);
      },
    }),
  );
  return {
    registry,
    requests: new Counter({
      name: 'zhishou_http_requests_total',
      help: 'Requests answered',
      labelNames: ['route', 'status'],
      registers: [registry],
    }),
    seconds: new Histogram({
      name: 'zhishou_http_request_duration_seconds',
      help: 'Time to answer',
      labelNames: ['route'],
      registers: [registry],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 10],
    }),
    refusals: new Counter({
      name: 'zhishou_refusals_total',
      help: 'Refused requests by code',
      labelNames: ['code'],
      registers: [registry],
    }),
  };
}
