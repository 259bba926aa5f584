import {ApiPropertyOptional} from '@nestjs/swagger';
import {IsIn, IsISO8601, IsOptional, Matches} from 'class-validator';
import {AUDIT_KINDS} from '../../audit';
import {COMPARTMENTS, RELATIONS} from '../../disclosure';
import {EventQuestion} from '../domain/project-event';
import {ID} from '../../platform/is-id';
import {PageCursor, PageLimit} from '../../platform/http/page-query';

export const INSTANT = /^[12]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
export const instant = {message: 'must be an instant such as 2026-11-22T10:15:00Z'};
const kind = new RegExp(`^(${AUDIT_KINDS.join('|')})(,(${AUDIT_KINDS.join('|')}))*$`);

export class TimeDto {
  @ApiPropertyOptional({format: 'date-time', description: 'From this instant on'})
  @IsOptional()
  @Matches(INSTANT, instant)
  @IsISO8601({strict: true}, instant)
  readonly from?: string;

  @ApiPropertyOptional({format: 'date-time', description: 'Before this instant'})
  @IsOptional()
  @Matches(INSTANT, instant)
  @IsISO8601({strict: true}, instant)
  readonly to?: string;
}

/** What can be asked of the log; every filter is judged on what the viewer sees of an event. */
export class EventFiltersDto extends TimeDto {
  @ApiPropertyOptional({description: 'Id of a person, or `system`'})
  @IsOptional()
  @Matches(/^([0-9a-f-]{36}|system|unknown)$/, {message: 'must be the id of a person, or system'})
  readonly who?: string;

  @ApiPropertyOptional({description: 'Done under this role or relation', enum: RELATIONS})
  @IsOptional()
  @IsIn([...RELATIONS])
  readonly as?: string;

  @ApiPropertyOptional({format: 'uuid', description: 'Id of a case'})
  @IsOptional()
  @Matches(ID, {message: 'must be the id of a case'})
  readonly case?: string;

  @ApiPropertyOptional({description: `One or more of ${AUDIT_KINDS.join(', ')}, with commas between them`})
  @IsOptional()
  @Matches(kind, {message: `must be one or more of ${AUDIT_KINDS.join(', ')}, with commas between them`})
  readonly kind?: string;

  @ApiPropertyOptional({description: 'Type of the event', example: 'caseOpened'})
  @IsOptional()
  @Matches(/^[A-Za-z][A-Za-z0-9]{0,63}$/, {message: 'must be a type such as caseOpened'})
  readonly type?: string;

  @ApiPropertyOptional({description: 'HL7 AuditEvent.action', enum: ['C', 'R', 'U', 'D', 'E']})
  @IsOptional()
  @IsIn(['C', 'R', 'U', 'D', 'E'])
  readonly action?: string;

  @ApiPropertyOptional({description: 'HL7 AuditEvent.outcome', enum: ['0', '4', '8', '12']})
  @IsOptional()
  @IsIn(['0', '4', '8', '12'])
  readonly outcome?: string;

  @ApiPropertyOptional({description: 'Content of this compartment was shown', enum: COMPARTMENTS})
  @IsOptional()
  @IsIn([...COMPARTMENTS])
  readonly compartment?: string;

  @ApiPropertyOptional({description: 'Network address of the request'})
  @IsOptional()
  @Matches(/^[0-9A-Fa-f:.]{2,45}$/, {message: 'must be a network address'})
  readonly address?: string;
}

export class EventSearchDto extends EventFiltersDto {
  @PageLimit(50)
  readonly limit?: string;

  @PageCursor()
  readonly cursor?: string;
}

export function questionIn(filters: EventFiltersDto): EventQuestion {
  const {who, as, case: caseId, kind: kinds, type, action, outcome, compartment, address, from, to} = filters;
  return {
    ...(who !== undefined && {who}),
    ...(caseId !== undefined && {case: caseId}),
    ...(type !== undefined && {type}),
    ...(action !== undefined && {action}),
    ...(outcome !== undefined && {outcome}),
    ...(compartment !== undefined && {compartment}),
    ...(address !== undefined && {address}),
    ...(as !== undefined && {role: as}),
    ...(kinds !== undefined && {kinds: kinds.split(',')}),
    ...(from !== undefined && {from: new Date(from)}),
    ...(to !== undefined && {to: new Date(to)}),
  };
}
