import {Injectable} from '@nestjs/common';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import type {KeySource} from './signing-key';

/** The ports that making and using a log's keys takes. */
@Injectable()
export class LogKeys implements KeySource {
  constructor(
    readonly key: KeyEncryptionKey,
    readonly clock: Clock,
    readonly randomness: Randomness,
  ) {}
}
