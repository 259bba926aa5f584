import {Injectable} from '@nestjs/common';
import {AccountLinks, CreatePerson} from '../../identity';
import type {NewPerson, SignedInPerson} from '../../identity';

/** Enters somebody, and has them invited by mail at their own address. */
@Injectable()
export class EnterPerson {
  constructor(
    private readonly create: CreatePerson,
    private readonly links: AccountLinks,
  ) {}

  /**
   * @returns the person's id
   * @throws Problem `invalid`, also when the e-mail address is somebody's already
   */
  async run(by: SignedInPerson, person: NewPerson): Promise<string> {
    const personId = await this.create.run(by.organisationId, person, by);
    await this.invite(by, personId);
    return personId;
  }

  /** Mails a link, as to somebody who never used their first one. @throws Problem `not_found` */
  async invite({organisationId, personId: by}: SignedInPerson, personId: string): Promise<void> {
    await this.links.send({organisationId, personId, purpose: 'invitation'}, by);
  }
}
