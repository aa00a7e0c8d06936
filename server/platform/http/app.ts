/**
 * The HTTP face of the server: security headers, sessions, limits, and every contract mounted at its path. Nothing
 * here knows a module's business; `buildHttp` is given the modules and what identifies a request.
 */
import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type pg from 'pg';
import { pathOf } from '../../../shared/contracts/contract.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { Clock } from '../clock.ts';
import type { Tx } from '../db/tx.ts';
import type { Live } from '../live.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { type Actor, requireSignedIn } from '../operations/actor.ts';
import type { Operation, Query } from '../operations/implement.ts';
import { inputFromQueryString } from '../operations/parse-input.ts';
import { Refusal, refuse } from '../operations/refuse.ts';
import type { Runner } from '../operations/run.ts';
import { answerError } from './errors.ts';
import { readJsonBodies } from './json-body.ts';
import { mountDoors, mountDownloads } from './mount.ts';
import { createPace, type Pace } from './pace.ts';
import type { DoorRoute, Download } from './route.ts';

export interface Identified {
  readonly actor: Actor;
}

export interface HttpParts {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly live: Live;
  readonly runner: Runner;
  readonly operations: readonly Operation[];
  readonly queries: readonly Query[];
  readonly doors: readonly DoorRoute[];
  readonly downloads: readonly Download[];
  /** Who sends this request: by the session's token, read on every request, so that a right taken away is gone at once. */
  readonly identify: (token: string | null, terminalToken: string | null, request: RequestFacts) => Promise<Actor>;
  readonly exports: ExportPort;
  readonly ready: () => Promise<readonly string[]>;
  readonly noteError: (error: unknown) => void;
  readonly openApi: () => unknown;
  readonly webFolder: string | null;
  readonly https?: { cert: string; key: string } | undefined;
  readonly trustProxy?: string | undefined;
  readonly rateLimited: boolean;
  readonly salesPerSecond: number;
  readonly metricsToken?: string | undefined;
}

/** What becomes of a table that leaves the house. */
export interface ExportPort {
  /** Stands at its end: who took it and when. */
  mark(tx: Tx, actor: Actor, exportNo: string): Promise<string>;
  /** Who took it, which, by what filter, and its hash. */
  note(actor: Actor, taken: ExportTaken): Promise<void>;
}

export interface ExportTaken {
  readonly file: string;
  readonly filter: object;
  /** Stands on the table too. */
  readonly exportNo: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface RequestFacts {
  readonly address: string;
  readonly requestId: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor;
  }
}

const BODY_LIMIT = 1_048_576;
/** A browser sends its headers at once; who does not holds a connection for ten seconds and no longer. */
const SLOW_CLIENTS = { headersTimeout: 10_000, connectionsCheckingInterval: 2_000 } as const;

export function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-zhishou' : 'zhishou';
}

export async function buildHttp(parts: HttpParts): Promise<FastifyInstance> {
  const secure = parts.https !== undefined || parts.trustProxy !== undefined;
  const app = fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    // What still comes over an open connection while the house closes is done, and its connection closed.
    return503OnClosing: false,
    http: SLOW_CLIENTS,
    trustProxy: parts.trustProxy ?? false,
    routerOptions: { maxParamLength: 200 },
    ...(parts.https ? { https: { ...parts.https, ...SLOW_CLIENTS } } : {}),
  } as never) as unknown as FastifyInstance;

  await app.register(helmet, securityHeaders(secure));
  await app.register(cookie);
  readJsonBodies(app);
  app.decorateRequest('actor', null as never);
  app.setErrorHandler((error, request, reply) => answerError(parts, error, request, reply));
  if (parts.rateLimited) await limitRates(app, secure);

  app.addHook('onRequest', async (request) => {
    if (!request.url.startsWith('/api/')) return;
    guardOrigin(request);
    const token = request.cookies[sessionCookieName(secure)] ?? null;
    const terminal = request.cookies[`${sessionCookieName(secure)}-terminal`] ?? null;
    request.actor = await parts.identify(token, terminal, { address: request.ip, requestId: request.id });
  });
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('Cache-Control', 'no-store');
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    parts.metrics.requests.inc({ route, status: String(reply.statusCode) });
    parts.metrics.seconds.observe({ route }, reply.elapsedTime / 1000);
    if (reply.statusCode >= 500 || parts.log.isLevelEnabled('debug'))
      parts.log.info(
        {
          requestId: request.id,
          method: request.method,
          route,
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
          person: request.actor?.personId,
          post: request.actor?.post,
        },
        'request',
      );
  });

  const pace = parts.rateLimited ? createPace(parts.salesPerSecond) : null;
  for (const operation of parts.operations) mountOperation(app, parts, operation, pace);
  for (const query of parts.queries) mountQuery(app, parts, query);
  mountDoors(app, parts, secure);
  mountDownloads(app, parts);
  mountHouse(app, parts);
  await mountWeb(app, parts);
  return app;
}

function securityHeaders(secure: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // antd writes its styles into <style> elements while it runs; scripts stay strict.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'no-referrer' as const },
    crossOriginEmbedderPolicy: false,
  };
}

/**
 * Sixty acts and sixty readings in three seconds, by session (or address where nobody is signed in). Apart, so that
 * pages which bring themselves up to date never stand in the way of an act.
 */
async function limitRates(app: FastifyInstance, secure: boolean): Promise<void> {
  await app.register(rateLimit, {
    max: 60,
    timeWindow: 3000,
    hook: 'onRequest',
    allowList: (request) => !request.url.startsWith('/api/') || request.url.startsWith('/api/live'),
    keyGenerator: (request) => {
      const from = request.cookies?.[sessionCookieName(secure)] ?? request.ip;
      return `${request.method === 'GET' || request.method === 'HEAD' ? 'read' : 'act'} ${from}`;
    },
    errorResponseBuilder: (_request, context) =>
      new Refusal('request.too_many', { seconds: Math.ceil(context.ttl / 1000) }),
  });
}

/** CSRF: a change needs our own header, a JSON body, and an Origin that is ours. */
function guardOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const { origin, host } = request.headers;
  const foreign = origin !== undefined && URL.parse(origin)?.host !== (request.host ?? host);
  const typed = request.headers['content-type']?.startsWith('application/json') ?? false;
  if (foreign || !typed || request.headers['x-zhishou'] === undefined) refuse('request.foreign_origin');
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function mountOperation(app: FastifyInstance, parts: HttpParts, operation: Operation, pace: Pace | null): void {
  const { contract } = operation;
  app.post(pathOf(contract), { bodyLimit: contract.maxBody ?? BODY_LIMIT }, async (request) => {
    requireSignedIn(request.actor);
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || !UUID.test(key)) refuse('request.key_missing');
    if (contract.pace === 'money') pace?.take(request.actor.sessionId ?? request.ip);
    return parts.runner.operate(operation, request.actor, key.toLowerCase(), request.body);
  });
}

function mountQuery(app: FastifyInstance, parts: HttpParts, query: Query): void {
  const { contract } = query;
  app.get(pathOf(contract), async (request) => {
    if (contract.posts !== 'public') requireSignedIn(request.actor);
    return parts.runner.ask(query, request.actor, inputFromQueryString(contract.input, request.query as never));
  });
}

function mountHouse(app: FastifyInstance, parts: HttpParts): void {
  app.get('/healthz', async () => ({ alive: true }));
  app.get('/readyz', async (_request, reply) => {
    const problems = await parts.ready();
    return reply.code(problems.length === 0 ? 200 : 503).send({ ready: problems.length === 0, problems });
  });
  app.get('/metrics', async (request, reply) => {
    const bearer = request.headers.authorization === `Bearer ${parts.metricsToken}`;
    const local = parts.metricsToken === undefined && ['127.0.0.1', '::1'].includes(request.ip);
    if (!(parts.metricsToken !== undefined ? bearer : local)) return reply.code(404).send({});
    return reply.type('text/plain; version=0.0.4').send(await parts.metrics.registry.metrics());
  });
  app.get('/api/openapi.json', async (request) => {
    requireSignedIn(request.actor);
    return parts.openApi();
  });
  const open = new Set<ServerResponse>();
  app.get('/api/live', (request, reply) => {
    requireSignedIn(request.actor);
    open.add(reply.raw);
    request.raw.on('close', () => open.delete(reply.raw));
    stream(parts, request, reply);
  });
  // A page that listens would keep the house from closing; it asks again by itself.
  app.addHook('preClose', async () => {
    for (const out of open) out.destroy();
  });
}

function stream(parts: HttpParts, request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack();
  const out = reply.raw;
  out.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
  out.write('retry: 2000\n\n');
  const stop = parts.live.subscribe(request.actor.siteId, (event) => {
    out.write(`data: ${JSON.stringify({ topics: event.topics })}\n\n`);
  });
  const beat = setInterval(() => out.write(': \n\n'), 25_000);
  request.raw.on('close', () => {
    clearInterval(beat);
    stop();
  });
}

async function mountWeb(app: FastifyInstance, parts: HttpParts): Promise<void> {
  const folder = parts.webFolder;
  const built = folder !== null && existsSync(folder);
  if (built)
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      preCompressed: true,
      setHeaders: (reply, path) => {
        reply.header('Cache-Control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  app.setNotFoundHandler((request, reply) => {
    if (
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      built &&
      !/\.\w{2,5}$/.test(request.url.split('?')[0]!)
    )
      return reply.sendFile('index.html');
    return answerError(parts, new Refusal('request.not_found', {}), request, reply);
  });
}
