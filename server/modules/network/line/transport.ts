/** Opens what lies under a line: a TCP connection to a gateway, or a serial port. Both are a Duplex of bytes. */
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

export interface TcpPlace {
  readonly transport: 'tcp';
  readonly host: string;
  readonly port: number;
}

export interface SerialPlace {
  readonly transport: 'serial';
  readonly path: string;
  readonly baud: number;
  readonly parity: 'even' | 'none' | 'odd';
}

export type Place = TcpPlace | SerialPlace;

const CONNECT_MS = 5000;

/** Rejects with the system's error when there is no way, and after 5 seconds. */
export const openTransport = (place: Place): Promise<Duplex> =>
  place.transport === 'tcp' ? openTcp(place) : openSerial(place);

function openTcp({ host, port }: TcpPlace): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true, keepAlive: true });
    const timer = setTimeout(() => socket.destroy(new Error('no connection within 5 s')), CONNECT_MS);
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
}

/** Loaded only where a serial line is: a server without one needs no native library. */
async function openSerial({ path, baud, parity }: SerialPlace): Promise<Duplex> {
  const { SerialPort } = await import('serialport');
  return new Promise((resolve, reject) => {
    const port = new SerialPort(
      { path, baudRate: baud, dataBits: 8, stopBits: 1, parity, lock: true, autoOpen: true },
      (error) => (error === null ? resolve(port) : reject(error)),
    );
  });
}
