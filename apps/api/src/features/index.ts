import { type DynamicModule, type Type } from '@nestjs/common';
import { type EntitySchema } from 'typeorm';

export const featureModules: (Type | DynamicModule)[] = [];
export const entities: ((new () => object) | EntitySchema)[] = [];
