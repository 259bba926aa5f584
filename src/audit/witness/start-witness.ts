import {readFile} from 'node:fs/promises';
import type {Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {Clock} from '../../platform/clock/clock';
import {readKeyFile} from '../../platform/config/key-encryption-key';
import {EmbeddedPostgresError} from '../../platform/database/embedded/embedded-postgres-error';
import {acquireInstanceLock} from '../../platform/database/embedded/instance-lock';
import {cosigner} from '../domain/cosignature';
import {NoteVerifier, parseVerifier} from '../domain/signed-note';
import {serveWitness} from './serve-witness';
import {Witness} from './witness';
import {WitnessState} from './witness-state';

export interface WitnessOptions {
  /** Name in its verifier key: an address without protocol, `witness.example.org`. */
  readonly name: string;
  /** File with its seed, 32 bytes in base64. */
  readonly keyFile: string;
  /** File with the verifier keys of the logs, one a line; lines that begin with # are left aside. */
  readonly logsFile: string;
  /** Folder of its own. */
  readonly stateDirectory: string;
  readonly host: string;
  readonly port: number;
}

export interface RunningWitness {
  /** To be given to those who run the logs. */
  readonly verifier: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Something keeps a witness from starting, or from answering. */
export class WitnessError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WitnessError';
  }
}

/**
 * Runs a witness: one process a folder of state, told by a lock in it.
 *
 * @throws KeyError, WitnessError
 */
export async function startWitness(
  {name, keyFile, logsFile, stateDirectory, host, port}: WitnessOptions,
  {clock, log}: {readonly clock: Clock; readonly log: (line: string) => void},
): Promise<RunningWitness> {
  const signer = cosigner(name, readKeyFile(keyFile));
  await readLogs(logsFile);
  const state = new WitnessState(stateDirectory);
  const lock = await acquireInstanceLock(stateDirectory, '').catch((error: unknown) => {
    if (!(error instanceof EmbeddedPostgresError)) throw error;
    throw new WitnessError(
      `the folder ${stateDirectory} is in use by another witness; stop that one, or name another --state`,
    );
  });
  const witness = new Witness({signer, state, clock, keys: () => readLogs(logsFile)});
  const server = await serveWitness(witness, {host, port, log}).catch((error: unknown) => {
    lock.release();
    throw new WitnessError(`the witness cannot listen on ${host}:${port}: ${String(error)}`);
  });
  const stop = async (): Promise<void> => {
    await closed(server);
    lock.release();
  };
  return {verifier: signer.text, port: (server.address() as AddressInfo).port, stop};
}

async function readLogs(path: string): Promise<NoteVerifier[]> {
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (error) {
    throw new WitnessError(`the file of logs ${path} cannot be read: ${String(error)}`);
  }
  const lines = content.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const verifier = parseVerifier(line);
      if (!verifier) throw new WitnessError(`${path} has a line that is no verifier key: ${line}`);
      return verifier;
    });
}

async function closed(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
}
