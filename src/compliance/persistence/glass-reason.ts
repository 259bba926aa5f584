import {commitmentOf} from '../../audit';
import {SeenCase, openInCase, sealInCase} from '../../cases';
import type {Randomness} from '../../platform/crypto/randomness';

type Stored = SeenCase['stored'];

const SALT = 32;

interface KeptReason {
  /** 32 bytes in hex: without it nobody can try reasons against the commitment on record. */
  readonly salt: string;
  readonly reason: string;
}

const placeOf = (glass: string): string => `glass/${glass}`;

/**
 * Seals why a glass was broken beside its case.
 *
 * @returns what is kept, and for the record `SHA-256(salt || reason)` in hex: it proves the reason as long as the case's
 *   key is there, and tells nothing of it afterwards
 */
export function sealedReason(
  stored: Stored,
  glass: string,
  reason: string,
  randomness: Randomness,
): {content: Buffer; commitment: string} {
  const salt = randomness.bytes(SALT);
  const kept: KeptReason = {salt: salt.toString('hex'), reason};
  return {
    content: sealInCase(stored, placeOf(glass), JSON.stringify(kept), randomness),
    commitment: commitmentOf(salt, reason).toString('hex'),
  };
}

/** @returns null once the case's key is gone, and for a glass that was broken before reasons were sealed */
export function openedReason(stored: Stored, {id, content}: {id: string; content: Buffer}): string | null {
  if (content.length === 0) return null;
  const kept = openInCase(stored, placeOf(id), content);
  return kept === null ? null : (JSON.parse(kept) as KeptReason).reason;
}
