import { dayInWords, daysInWords, type Language } from "./language.ts";
import { layOut, type Mail } from "./mail.ts";
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
};

/** The mail that asks whether somebody wants to be told at this address. Nothing a stranger chose is in it. */
export function composeConfirmation({ publicUrl, token, askedAt }: ConfirmationFacts, language: Language): Mail {
  const link = `${publicUrl}/confirm/${token}?language=${language}`;
  const ends = { days: daysInWords(CONFIRMATION_DAYS, language), date: dayInWords(askedAt + CONFIRMATION_DAYS * 86_400, language) };
  const texts = [
    say(language, "confirmAsked", { register: publicUrl }),
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
