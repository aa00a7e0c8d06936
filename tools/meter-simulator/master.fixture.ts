/** A master for tests: asks one thing after the other over TCP, with the server's codecs. */
import { connect, type Socket } from 'node:net';
import { encodeFrame as flowEncode, frameParser as flowParser } from '../../server/modules/network/cjt188/frame.ts';
import type * as flow from '../../server/modules/network/cjt188/requests.ts';
import { answerTo as flowAnswerTo } from '../../server/modules/network/cjt188/requests.ts';
import { encodeFrame, frameParser } from '../../server/modules/network/dlt645/frame.ts';
import { type Answer, answerTo, type Request } from '../../server/modules/network/dlt645/requests.ts';

export interface Master {
  /** The answer to the request; null when none comes within `waitMs`. */
  ask(request: Request, waitMs?: number): Promise<Answer | null>;
  askFlow(request: flow.Request, waitMs?: number): Promise<flow.Answer | null>;
  /** Bytes as they are; what comes back within `waitMs`. */
  raw(bytes: Uint8Array, waitMs?: number): Promise<Buffer>;
  close(): void;
}

/** Gives everything the line says to `hear` until it has found something, or time is up. */
function listen<T>(
  socket: Socket,
  send: Uint8Array,
  hear: (chunk: Buffer) => T | null,
  waitMs: number,
): Promise<T | null> {
  return new Promise((resolve) => {
    const end = (found: T | null): void => {
      clearTimeout(timer);
      socket.off('data', onData);
      resolve(found);
    };
    const onData = (chunk: Buffer): void => {
      const found = hear(chunk);
      if (found !== null) end(found);
    };
    const timer = setTimeout(() => end(null), waitMs);
    socket.on('data', onData);
    socket.write(send);
  });
}

export async function masterOf(port: number): Promise<Master> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return {
    ask(request, waitMs = 300) {
      const parser = frameParser();
      const hear = (chunk: Buffer): Answer | null =>
        parser
          .push(chunk)
          .map((frame) => answerTo(request, frame))
          .find((answer) => answer !== null) ?? null;
      return listen(socket, encodeFrame(request.frame), hear, waitMs);
    },
    askFlow(request, waitMs = 300) {
      const parser = flowParser();
      const hear = (chunk: Buffer): flow.Answer | null =>
        parser
          .push(chunk)
          .map((frame) => flowAnswerTo(request, frame))
          .find((answer) => answer !== null) ?? null;
      return listen(socket, flowEncode(request.frame), hear, waitMs);
    },
    async raw(bytes, waitMs = 100) {
      const chunks: Buffer[] = [];
      const hear = (chunk: Buffer): null => {
        chunks.push(chunk);
        return null;
      };
      await listen(socket, bytes, hear, waitMs);
      return Buffer.concat(chunks);
    },
    close: () => socket.destroy(),
  };
}
