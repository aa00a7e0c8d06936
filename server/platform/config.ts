/** Configuration by environment, checked at start; every error is said at once. */
import { join, resolve } from 'node:path';
import { z } from 'zod';

export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');

const flag = z
  .enum(['0', '1', ''])
  .optional()
  .transform((value) => value === '1');

const mayPostTo = (url: URL): boolean => url.protocol === 'https:' || isLoopback(url.hostname);

const schema = z
  .object({
    PORT: z.coerce.number().int().min(1).max(65535).default(8080),
    HOST: z.string().default('127.0.0.1'),
    DATA: z.string().default('./data'),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    ZHISHOU_ALLOW_ONE_ROLE: flag,
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    /** A reverse proxy in front speaks TLS and sets X-Forwarded-*; its address or network. */
    TRUST_PROXY: z.string().optional(),
    TLS_CERT: z.string().optional(),
    TLS_KEY: z.string().optional(),
    METRICS_TOKEN: z.string().min(16).optional(),
    /** Where news of the house (cases, prices, closed days) are posted as JSON; only https, or loopback. */
    NOTICE_URL: z.url({ protocol: /^https?$/ }).optional(),
    NOTICE_SECRET: z.string().min(16).optional(),
    /** The operator's key file for keypad tokens; by default vending-keys.json beside the data. */
    VENDING_KEYS: z.string().optional(),
    /** A file on another medium that gets the digest of each sealed day; at start the books are held against it. */
    ANCHOR_FILE: z.string().optional(),
    POOL_SIZE: z.coerce.number().int().min(2).max(64).default(8),
    /** Off only for measuring; the log says so at start. */
    RATE_LIMIT: z.enum(['on', 'off']).default('on'),
    SALES_PER_SECOND: z.coerce.number().int().min(1).max(1000).default(5),
    /** The counter agent of this machine, inside the server; only where the house is served to this machine alone. */
    AGENT: z.enum(['on', 'off', 'virtual']).default('on'),
    AGENT_READER: z.string().optional(),
    AGENT_MODULE: z.string().optional(),
    AGENT_PRINTER: z.string().optional(),
  })
  .refine((c) => (c.DATABASE_URL === undefined) === (c.DATABASE_OWNER_URL === undefined), {
    message: 'DATABASE_URL (the application) and DATABASE_OWNER_URL (migrations) are given together or not at all',
  })
  .refine((c) => (c.NOTICE_URL === undefined) === (c.NOTICE_SECRET === undefined), {
    message: 'NOTICE_URL and NOTICE_SECRET are given together or not at all: notices are signed',
  })
  .refine((c) => c.NOTICE_URL === undefined || mayPostTo(new URL(c.NOTICE_URL)), {
    message: 'NOTICE_URL must be https, or http on this machine',
  })
  .refine((c) => (c.TLS_CERT === undefined) === (c.TLS_KEY === undefined), {
    message: 'TLS_CERT and TLS_KEY are given together or not at all',
  });

export type Config = Readonly<{
  port: number;
  host: string;
  dataFolder: string;
  databaseUrl: string | undefined;
  databaseOwnerUrl: string | undefined;
  allowOneRole: boolean;
  logLevel: string;
  trustProxy: string | undefined;
  tls: { cert: string; key: string } | undefined;
  metricsToken: string | undefined;
  notices: { url: string; secret: string } | undefined;
  vendingKeysFile: string;
  anchorFile: string | undefined;
  poolSize: number;
  rateLimit: boolean;
  salesPerSecond: number;
  /** Null: no counter agent runs in this process. */
  agent: LocalAgentConfig | null;
}>;

export interface LocalAgentConfig {
  readonly virtual: boolean;
  readonly reader?: string | undefined;
  readonly module?: string | undefined;
  readonly printer?: string | undefined;
}

export class ConfigError extends Error {}

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || 'together'}: ${issue.message}`);
    throw new ConfigError(`the configuration cannot be used:\n${lines.join('\n')}`);
  }
  const c = parsed.data;
  return {
    port: c.PORT,
    host: c.HOST,
    dataFolder: resolve(c.DATA),
    databaseUrl: c.DATABASE_URL,
    databaseOwnerUrl: c.DATABASE_OWNER_URL,
    allowOneRole: c.ZHISHOU_ALLOW_ONE_ROLE,
    logLevel: c.LOG_LEVEL,
    trustProxy: c.TRUST_PROXY,
    tls: c.TLS_CERT !== undefined && c.TLS_KEY !== undefined ? { cert: c.TLS_CERT, key: c.TLS_KEY } : undefined,
    metricsToken: c.METRICS_TOKEN,
    notices:
      c.NOTICE_URL !== undefined && c.NOTICE_SECRET !== undefined
        ? { url: c.NOTICE_URL, secret: c.NOTICE_SECRET }
        : undefined,
    vendingKeysFile: resolve(c.VENDING_KEYS ?? join(c.DATA, 'vending-keys.json')),
    anchorFile: c.ANCHOR_FILE,
    poolSize: c.POOL_SIZE,
    rateLimit: c.RATE_LIMIT === 'on',
    salesPerSecond: c.SALES_PER_SECOND,
    agent:
      c.AGENT === 'off' || !isLoopback(c.HOST) || c.TRUST_PROXY !== undefined
        ? null
        : { virtual: c.AGENT === 'virtual', reader: c.AGENT_READER, module: c.AGENT_MODULE, printer: c.AGENT_PRINTER },
  };
}
