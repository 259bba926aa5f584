import {Controller, Get, Inject, UseGuards} from '@nestjs/common';
import {ApiOkResponse, ApiOperation, ApiProperty, ApiTags} from '@nestjs/swagger';
import {signInRules} from '../../identity';
import {AdministratorGuard} from '../../people';
import type {Config} from '../../platform/config/config';
import {ApiProblems} from '../../platform/http/api-problems';
import {CONFIG} from '../../platform/platform.module';

const MINUTE = 60_000;
const minutes = (description: string) =>
  ({type: 'integer', description: `${description}, in minutes`}) as const;

class SignInRulesDto {
  @ApiProperty({description: 'Whether whoever has a duty needs a second factor'})
  readonly secondFactor!: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What the identity provider is called; null without one',
  })
  readonly provider!: string | null;

  @ApiProperty(minutes('After how long without use a session ends'))
  readonly idle!: number;

  @ApiProperty(minutes('After how long it ends whatever is done'))
  readonly longest!: number;

  @ApiProperty(minutes('How long a sign-in counts for sensitive actions'))
  readonly confirmation!: number;

  @ApiProperty({description: 'Whether tries to sign in are limited in number'})
  readonly limited!: boolean;
}

/** By what rules one signs in; they are changed where the server is started, and nowhere else. */
@ApiTags('health')
@Controller('sign-in-rules')
@UseGuards(AdministratorGuard)
export class SignInRulesController {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @Get()
  @ApiOperation({
    operationId: 'showSignInRules',
    summary: 'By what rules one signs in; for administrators',
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: SignInRulesDto})
  show(): SignInRulesDto {
    const {demonstration, singleSignOn, rateLimit} = this.config;
    const {secondFactor, idle, longest, confirmation} = signInRules(demonstration);
    return {
      secondFactor,
      provider: singleSignOn?.label ?? null,
      idle: idle / MINUTE,
      longest: longest / MINUTE,
      confirmation: confirmation / MINUTE,
      limited: rateLimit,
    };
  }
}
