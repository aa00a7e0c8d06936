/** The OpenAPI 3.1 document, drawn from the contracts. Deterministic: the committed copy is compared with it. */
import { z } from 'zod';
import { type Contract, fullName, pathOf } from '../../../shared/contracts/contract.ts';
import { refusalOf } from '../../../shared/refusals.ts';
import type { Text } from '../../../shared/text.ts';
import type { Download } from './route.ts';

type Json = Record<string, unknown>;

const both = (text: Text): string => `${text.en} · ${text.zh}`;

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _drop, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Json;
  return rest;
}

function refusalAnswers(contract: Contract): Json {
  const byStatus = new Map<number, string[]>();
  for (const code of [
    'request.invalid' as const,
    'session.none' as const,
    'post.not_allowed' as const,
    ...contract.refusals,
  ]) {
    const spec = refusalOf(code);
    byStatus.set(spec.status, [...(byStatus.get(spec.status) ?? []), `${code}: ${spec.text.en}`]);
  }
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, lines]) => [
        String(status),
        {
          description: [...new Set(lines)].join('\n'),
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
        },
      ]),
  );
}

function posts(who: Contract['posts']): string {
  return typeof who === 'string' ? who : who.join(', ');
}

function describe(contract: Contract): Json {
  return {
    operationId: fullName(contract),
    tags: [contract.module],
    summary: both(contract.title),
    description: [contract.help ? both(contract.help) : '', `Posts: ${posts(contract.posts)}.`]
      .filter(Boolean)
      .join('\n\n'),
    ...(contract.posts === 'public' ? { security: [] } : {}),
  };
}

function operationPath(contract: Contract): Json {
  return {
    post: {
      ...describe(contract),
      parameters: [
        ...(contract.posts === 'public' ? [] : [{ $ref: '#/components/parameters/IdempotencyKey' }]),
        { $ref: '#/components/parameters/Marker' },
      ],
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(contract.input, 'input') } } },
      responses: {
        200: { description: 'Done', content: { 'application/json': { schema: schemaOf(contract.output, 'output') } } },
        ...refusalAnswers(contract),
      },
    },
  };
}

function parametersOf(input: z.ZodType): Json[] {
  const schema = schemaOf(input, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    schema: property,
  }));
}

function queryPath(contract: Contract): Json {
  return {
    get: {
      ...describe(contract),
      parameters: parametersOf(contract.input),
      responses: {
        200: {
          description: 'The answer',
          content: { 'application/json': { schema: schemaOf(contract.output, 'output') } },
        },
        ...refusalAnswers(contract),
      },
    },
  };
}

function downloadPath(declared: Download): Json {
  return {
    get: {
      operationId: `${declared.module}.${declared.name}`,
      tags: [declared.module],
      summary: both(declared.title),
      description: `Posts: ${posts(declared.posts)}.`,
      parameters: parametersOf(declared.input),
      responses: { 200: { description: 'The file', content: { 'application/octet-stream': {} } } },
    },
  };
}

export function openApiDocument(contracts: readonly Contract[], downloads: readonly Download[]): Json {
  const paths = Object.fromEntries(
    [
      ...contracts.map(
        (contract) =>
          [pathOf(contract), contract.kind === 'operation' ? operationPath(contract) : queryPath(contract)] as const,
      ),
      ...downloads.map((declared) => [`/api/${declared.module}/${declared.name}`, downloadPath(declared)] as const),
    ].sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'Zhishou 职守',
      version: '1',
      description: 'Money is integer fen, unit prices integer 0.0001 yuan, quantities integer thousandths of the unit.',
    },
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'zhishou' } },
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          required: true,
          schema: { type: 'string', format: 'uuid' },
        },
        Marker: { name: 'X-Zhishou', in: 'header', required: true, schema: { const: '1' } },
      },
      schemas: {
        Refusal: {
          type: 'object',
          required: ['refusal', 'requestId'],
          properties: {
            refusal: {
              type: 'object',
              required: ['code', 'text', 'next', 'facts'],
              properties: {
                code: { type: 'string' },
                text: { $ref: '#/components/schemas/Text' },
                next: { $ref: '#/components/schemas/Text' },
                facts: { type: 'object' },
              },
            },
            requestId: { type: 'string' },
          },
        },
        Text: {
          type: 'object',
          required: ['zh', 'en'],
          properties: { zh: { type: 'string' }, en: { type: 'string' } },
        },
      },
    },
  };
}
