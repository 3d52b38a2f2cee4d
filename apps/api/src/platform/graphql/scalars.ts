import { CustomScalar, Scalar } from '@nestjs/graphql';
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

function text(node: ValueNode, what: string): string {
  if (node.kind !== Kind.STRING) throw new GraphQLError(`${what} must be written as a string.`);
  return node.value;
}

function checked(pattern: RegExp, what: string, value: unknown): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw new GraphQLError(`${what}.`);
  return value;
}

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

@Scalar('LocalDate', () => LocalDate)
export class LocalDate implements CustomScalar<string, string> {
  description = 'A day, written YYYY-MM-DD. The zone belongs to the school.';
  parseValue = (value: unknown) => checked(DAY, 'LocalDate must be a day written YYYY-MM-DD', value);
  serialize = (value: unknown) => String(value);
  parseLiteral = (node: ValueNode) => this.parseValue(text(node, 'LocalDate'));
}

@Scalar('LocalTime', () => LocalTime)
export class LocalTime implements CustomScalar<string, string> {
  description = 'A time of day, written HH:MM. The zone belongs to the school.';
  parseValue = (value: unknown) => checked(TIME, 'LocalTime must be a time written HH:MM', value);
  serialize = (value: unknown) => String(value);
  parseLiteral = (node: ValueNode) => this.parseValue(text(node, 'LocalTime'));
}

@Scalar('DateTime', () => Date)
export class DateTime implements CustomScalar<string, Date> {
  description = 'An instant in UTC, ISO 8601.';
  parseValue = (value: unknown) => new Date(checked(INSTANT, 'DateTime must be an instant, like 2026-11-10T16:30:00Z', value));
  serialize = (value: unknown) => (value instanceof Date ? value : new Date(String(value))).toISOString();
  parseLiteral = (node: ValueNode) => this.parseValue(text(node, 'DateTime'));
}

@Scalar('Cents', () => Cents)
export class Cents implements CustomScalar<number, number> {
  description = 'Whole cents of US dollars, a JSON integer.';
  parseValue = (value: unknown) => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new GraphQLError('Cents must be a whole number of cents, without a decimal point.');
    return value;
  };
  serialize = (value: unknown) => this.parseValue(typeof value === 'string' ? Number(value) : value);
  parseLiteral = (node: ValueNode) => {
    if (node.kind !== Kind.INT) throw new GraphQLError('Cents must be a whole number of cents, without a decimal point.');
    return this.parseValue(Number(node.value));
  };
}

@Scalar('GeoJson', () => GeoJson)
export class GeoJson implements CustomScalar<unknown, unknown> {
  description = 'A GeoJSON geometry (Polygon or MultiPolygon, WGS 84) as a JSON object. Only ever answered, never taken.';
  parseValue = (): never => {
    throw new GraphQLError('GeoJson is answered, never taken.');
  };
  serialize = (value: unknown) => value;
  parseLiteral = (): never => this.parseValue();
}

export type Scalars = GraphQLScalarType;
export const scalars = [LocalDate, LocalTime, DateTime, Cents, GeoJson];
