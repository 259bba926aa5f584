import {ReadTransaction} from '../../platform/database/transaction';
import {destroyedBody, openDestroyed, sumOfDestroyed} from '../domain/destroyed-keys';
import {KeyTerm} from '../domain/key-history';
import {TreeHead} from '../domain/merkle';
import {Finding} from '../domain/tampering';
import {destroyedKeys} from '../persistence/destroyed-rows';

/** Holds what stands beside each checkpoint about destroyed keys against its signature, and the last of it against the log. */
export class DestroyedCheck {
  #begun = false;
  #first: Finding | null = null;
  #last: string | null = null;
  #size = 0;

  constructor(
    private readonly organisation: string,
    private readonly keys: readonly KeyTerm[],
  ) {}

  /** Checkpoints one after the other, smallest first. Those before the first that has one are of earlier versions. */
  add({size, root}: TreeHead, note: string | null): void {
    this.#last = note;
    this.#size = size;
    if (note === null && !this.#begun) return;
    this.#begun = true;
    const due = this.keys.findLast(({from}) => from <= size) ?? this.keys[0];
    const said = due && openDestroyed(this.organisation, note ?? '', due.verifier);
    if (due && !(said?.size === size && said.root.equals(root))) this.#first ??= altered(size);
  }

  /** @returns the first that is wrong */
  async finding(tx: ReadTransaction): Promise<Finding | null> {
    const said = destroyedBody(this.organisation, this.#last ?? '');
    if (this.#first !== null || said === null) return this.#first;
    const {count, digest} = sumOfDestroyed(await destroyedKeys(tx, this.organisation, this.#size));
    return count === said.count && digest.equals(said.digest) ? null : altered(this.#size);
  }
}

const altered = (size: number): Finding => ({
  index: Math.max(0, size - 1),
  kind: 'altered',
  detail: `what the checkpoint of ${size} entries says of destroyed keys is not what was signed`,
});
