import type { ModelId } from "./ids.ts";
import { dayInWords, daysInWords, type Language } from "./language.ts";
import { layOut, line, type Mail, mailQuery } from "./mail.ts";
import { say } from "./notice-words.ts";

/** For how long the link of a confirmation mail works. */
export const CONFIRMATION_DAYS = 7;

/** Confirmation mails that go to one mailbox on one day at most, whoever asks for them. */
export const CONFIRMATIONS_PER_ADDRESS = 3;

/** Confirmation mails that can be asked for from one network on one day. */
export const CONFIRMATIONS_PER_NETWORK = 20;

export type ConfirmationFacts = {
  /** Address of this register, without a slash at the end. */
  publicUrl: string;
  token: string;
  /** Unix seconds. */
  askedAt: number;
  /** The model of which somebody wants to be told, by id and names; null for the person's own devices. */
  about: { model: ModelId; name: string; maker: string } | null;
};

/**
 * The mail that asks whether somebody wants to be told at this address. Nothing is in it that whoever asked chose, but for
 * which model it is; what its maker named that is cleaned, and is no link.
 */
export function composeConfirmation({ publicUrl, token, askedAt, about }: ConfirmationFacts, language: Language): Mail {
  const link = `${publicUrl}/confirm/${token}?${mailQuery(language, about?.model ?? null)}`;
  const ends = { days: daysInWords(CONFIRMATION_DAYS, language), date: dayInWords(askedAt + CONFIRMATION_DAYS * 86_400, language) };
  const texts = [
    about
      ? say(language, "confirmAskedModel", { register: publicUrl, model: line(about.name, 60), maker: line(about.maker, 60) })
      : say(language, "confirmAsked", { register: publicUrl }),
    say(language, "confirmLink", { link }),
    say(language, "confirmUntil", ends),
    say(language, "confirmNotYou"),
    say(language, "neverAsks"),
  ];
  return layOut(
    say(language, "confirmSubject"),
    texts.map((text) => ({ text })),
    language,
    [link],
  );
}

/** The same for every attempt to send the mail that was asked for once. */
export const confirmationId = ({ id, round }: { id: string; round: number }, domain: string): string =>
  `<confirm-${id}.${round}@${domain}>`;
