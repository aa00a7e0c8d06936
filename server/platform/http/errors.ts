/** From an error to an answer. Refusals are said as they are; anything else is a bug: logged, numbered, not shown. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RefusalBody } from '../../../shared/refusals/refusal.ts';
import { sayRefusal } from '../../../shared/refusals.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { Refusal } from '../operations/refuse.ts';
import { refusalOfError } from '../operations/run.ts';

interface Parts {
  readonly log: Log;
  /** Told of every error that becomes an answer. */
  readonly noteError: (error: unknown) => void;
  readonly metrics: Metrics;
}

/** What Fastify itself refuses before a handler is reached. */
function refusalOfFastify(error: unknown): Refusal | undefined {
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Refusal('request.too_large', { limit: '1 MB' });
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Refusal('request.foreign_origin', {});
  if (code?.startsWith('FST_ERR_') && statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Refusal('request.invalid', { problems: 'JSON' });
  if (error instanceof SyntaxError && statusCode === 400) return new Refusal('request.invalid', { problems: 'JSON' });
  return undefined;
}

export function answerError(parts: Parts, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  parts.noteError(error);
  const known = refusalOfError(error) ?? refusalOfFastify(error);
  const refusal = known ?? new Refusal('system.internal', { requestId: request.id });
  if (known === undefined)
    parts.log.error({ err: error, requestId: request.id, url: request.routeOptions.url }, 'internal fault');
  else if (refusal.status === 503) parts.log.warn({ err: error, requestId: request.id }, refusal.code);
  parts.metrics.refusals.inc({ code: refusal.code });
  const { text, next } = sayRefusal(refusal.code, refusal.facts);
  const body: RefusalBody = {
    refusal: { code: refusal.code, text, next, facts: refusal.facts },
    requestId: request.id,
  };
  if (refusal.status === 503 || refusal.status === 429) reply.header('Retry-After', '2');
  return reply.code(refusal.code === 'system.internal' ? 500 : refusal.status).send(body);
}
