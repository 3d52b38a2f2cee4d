import { expect, test } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { Field, InputType, Int, TypeMetadataStorage } from '@nestjs/graphql';
import { getMetadataStorage, IsInt } from 'class-validator';
import { AppModule, makeAdapter } from '../../src/app.js';
import { readConfig } from '../../src/platform/config/config.js';

/** Fields of inputs that carry no rule. The input check takes them for strangers and drops them without a word. */
function dropped(names: (name: string) => boolean): string[] {
  return TypeMetadataStorage.getInputTypesMetadata().filter(({ name }) => names(name)).flatMap(({ name, target, properties = [] }) => {
    const ruled = new Set(getMetadataStorage().getTargetValidationMetadatas(target, '', true, false).map(({ propertyName }) => propertyName));
    return properties.filter((field) => !ruled.has(field.name)).map((field) => `${name}.${field.name}`);
  });
}

@InputType()
class PlantedInput {
  @Field(() => Int)
  @IsInt()
  kept!: number;

  @Field(() => Int)
  lost!: number;
}

test('every field of every input has a rule, or it would never arrive', async () => {
  const config = readConfig({ DATABASE_URL: 'postgresql://nobody@127.0.0.1/none', OPERATIONS: 'open', LOG_LEVEL: 'silent', WEB_DIR: '/nonexistent' });
  const app = await NestFactory.create(AppModule.with(config, { connect: false }), makeAdapter(config), { logger: false });
  await app.init();
  expect(new PlantedInput()).toBeInstanceOf(PlantedInput);
  expect(TypeMetadataStorage.getInputTypesMetadata().length).toBeGreaterThan(20);
  expect(dropped((name) => name === 'PlantedInput')).toEqual(['PlantedInput.lost']);
  expect(dropped((name) => name !== 'PlantedInput')).toEqual([]);
  await app.close();
});
