import type { Measure, Severity } from "./kinds.ts";
import type { Language } from "./language.ts";

/**
 * Everything that the register itself writes to people, sentence by sentence. A `{slot}` is filled in; each language has the
 * same ones. What an issuer wrote is not here and is never translated. Nothing here makes a danger sound smaller than it is.
 */
const en = {
  title: "{measure}: {model}",
  titleOfReminder: "Reminder: {title}",
  titleOfEarly: "Early alert: {title}",
  early: "This alert is early: the record of the recall is not final yet. Should it be taken back, you will be told.",
  affected: "Your {model} by {maker} (unit {unit}) is affected by recall {recall}, issued by {issuer}. Severity: {severity}.",
  newVersion: "This is version {version} of the recall. It counts instead of what you were told before.",
  reminder: "This is reminder {number} of {count}: you were told before, and the register still has no fix of this unit.",
  lastReminder: "It is the last one.",
  foreign: "The issuer wrote the notice in {language}. Its words are repeated here as they are:",
  documentMissing: "The text of the notice is missing or was altered, so none of it is repeated here. Ask the issuer for it.",
  stopUse: "Stop using it until it is fixed.",
  isolate: "Keep it off the internet until it is fixed.",
  whatToDo: "What to do now:",
  fullNotice: "The full notice, who is affected, and the fix: {link}",
  confirmReading: "When you have read it, confirm there with the wallet that owns the unit; when it is fixed, record that there too.",
  neverAsks:
    "This message never asks you to sign, to pay, or to tell your claim code. If in doubt, type the address of the register yourself.",
  endMails: "You left this address for recalls of your devices. To end these mails: {link}",
  confirmSubject: "Confirm this address for recall notices",
  confirmAsked: "Somebody, most likely you, left this address at {register} to be told of recalls of connected devices.",
  confirmLink: "To confirm it, open this page and press its button: {link}",
  confirmUntil: "The link is valid for {days}, until {date}, and works once. Until then no notice goes to this address.",
  confirmNotYou: "If it was not you, do nothing: the address is then deleted.",
  pageAskTitle: "Confirm this address?",
  pageAskText:
    "Notices of recalls then go to the address whose mail led you here. Nothing else goes there, and opening this page has changed nothing yet.",
  pageAskButton: "Confirm the address",
  pageDoneTitle: "The address is confirmed",
  pageDoneText: "Notices of recalls now go there. Each of them names how to end them.",
  pageOverTitle: "This link does not work any more",
  pageOverText:
    "It is valid for {days} and works once. If you have pressed the button before, the address is confirmed already; if not, leave it again.",
  pageSettings: "Go to the settings",
  pageEndTitle: "End mails about recalls?",
  pageEndText:
    "Your address is erased from this register, and no mail goes to it any more, also none that warns of a danger. Notices still wait in your inbox here when you sign in.",
  pageEndButton: "End mails to this address",
  pageEndedTitle: "No more mails",
  pageEndedText:
    "The address is erased. A mail that was already on its way may still arrive. If one of your devices is recalled, its notice waits in your inbox here; you can leave an address again whenever you want.",
  pageLeaveAgain: "Leave an address again",
  titleOfWithdrawal: "Recall withdrawn: {model}",
  titleOfCorrection: "No longer recorded: {model}",
  withdrawn:
    "Recall {recall} of your {model} by {maker} (unit {unit}) was withdrawn by {issuer}. What you were told of it no longer counts.",
  takenBack:
    "You were told of recall {recall} of your {model} by {maker} (unit {unit}). The network took the record of it back: it is not in the register, and what you were told does not count. If it is recorded again, you will be told again.",
  recallPage: "The recall in the register: {link}",
  confirmAskedModel: "Somebody, most likely you, left this address at {register} to be told of recalls of this model: {model} by {maker}.",
  affectedModel: "Units of the model {model} by {maker} are affected by recall {recall}, issued by {issuer}. Severity: {severity}.",
  whetherYours:
    "You asked to be told of this model; the register does not know whether you have a unit of it, or which. Not every unit needs to be meant. Look up yours by the code or serial number on it: {link}",
  ifYours: "If yours is affected:",
  claimYours:
    "If you own one, claim it with the code from its box. You are then told when that very unit is affected, and reminded until it is fixed: {link}",
  endMailsModel: "You asked at this address to be told of recalls of this model. To end these mails: {link}",
  withdrawnModel: "Recall {recall} of the model {model} by {maker} was withdrawn by {issuer}. What you were told of it no longer counts.",
  takenBackModel:
    "You were told of recall {recall} of the model {model} by {maker}. The network took the record of it back: it is not in the register, and what you were told does not count. If it is recorded again, you will be told again.",
  pageSentTitle: "Look into your mailbox",
  pageSentText:
    "A mail is on its way to the address you left. Open its link and press the button there: only then are you told of recalls of this model. If it does not come, look among the unwanted mails and check the address for typing errors. One address gets {count} such mails a day at most.",
  pageDoneModel:
    "You are told by mail of every recall that reaches units of this model, and when one is changed or withdrawn, until you end it. Each mail names how.",
  pageEndModelTitle: "End mails about this model?",
  pageEndModelText:
    "No mail about recalls of this model goes to your address any more, also none that warns of a danger. With the last model you asked for, your address and everything kept about you is erased from this register.",
  pageEndModelButton: "End mails about this model",
  pageEndAllButton: "End all of them and erase my address",
  pageEndedModelText:
    "No further mail about recalls of this model goes to your address; one that was already on its way may still arrive. Recalls stand in the register for everybody, and you can ask to be told again whenever you want.",
  pageEndedAllText:
    "Your address and everything that was kept about you here is erased. A mail that was already on its way may still arrive. Recalls stand in the register for everybody, and you can ask to be told again whenever you want.",
  pageModel: "Go to the model",
} as const;

export type Sentence = keyof typeof en;

export const SENTENCES: Record<Language, Record<Sentence, string>> = {
  en,
  de: {
    title: "{measure}: {model}",
    titleOfReminder: "Erinnerung: {title}",
    titleOfEarly: "Frühe Warnung: {title}",
    early:
      "Diese Warnung kommt früh: Der Eintrag des Rückrufs ist noch nicht endgültig. Sollte er zurückgenommen werden, wird es Ihnen mitgeteilt.",
    affected:
      "Ihr Gerät {model} von {maker} (Einheit {unit}) ist von Rückruf {recall} betroffen, herausgegeben von {issuer}. Schweregrad: {severity}.",
    newVersion: "Dies ist Fassung {version} des Rückrufs. Sie gilt anstelle dessen, was Ihnen zuvor mitgeteilt wurde.",
    reminder:
      "Dies ist Erinnerung {number} von {count}: Sie wurden bereits benachrichtigt, und im Register ist für diese Einheit noch keine Behebung eingetragen.",
    lastReminder: "Es ist die letzte.",
    foreign: "Der Herausgeber hat die Mitteilung in dieser Sprache verfasst: {language}. Seine Worte stehen hier unverändert:",
    documentMissing:
      "Der Text der Mitteilung fehlt oder wurde verändert, deshalb wird hier nichts daraus wiedergegeben. Fragen Sie den Herausgeber danach.",
    stopUse: "Benutzen Sie das Gerät nicht mehr, bis der Mangel behoben ist.",
    isolate: "Halten Sie das Gerät vom Internet getrennt, bis der Mangel behoben ist.",
    whatToDo: "Was jetzt zu tun ist:",
    fullNotice: "Die ganze Mitteilung, wer betroffen ist und die Behebung: {link}",
    confirmReading:
      "Wenn Sie sie gelesen haben, bestätigen Sie das dort mit der Wallet, der die Einheit gehört; wenn der Mangel behoben ist, tragen Sie auch das dort ein.",
    neverAsks:
      "Diese Nachricht verlangt nie, dass Sie etwas signieren, bezahlen oder Ihren Anmeldecode nennen. Im Zweifel geben Sie die Adresse des Registers selbst ein.",
    endMails: "Sie haben diese Adresse für Rückrufe Ihrer Geräte hinterlassen. So beenden Sie diese Mails: {link}",
    confirmSubject: "Bestätigen Sie diese Adresse für Rückrufmitteilungen",
    confirmAsked:
      "Jemand, vermutlich Sie selbst, hat diese Adresse bei {register} hinterlassen, um von Rückrufen vernetzter Geräte zu erfahren.",
    confirmLink: "Um sie zu bestätigen, öffnen Sie diese Seite und drücken Sie den Knopf darauf: {link}",
    confirmUntil: "Der Link gilt {days}, bis zum {date}, und nur einmal. Bis zur Bestätigung geht keine Mitteilung an diese Adresse.",
    confirmNotYou: "Wenn Sie es nicht waren, tun Sie nichts: Die Adresse wird dann gelöscht.",
    pageAskTitle: "Diese Adresse bestätigen?",
    pageAskText:
      "Mitteilungen über Rückrufe gehen dann an die Adresse, deren Mail Sie hierher geführt hat. Sonst geht nichts dorthin, und das Öffnen dieser Seite hat noch nichts geändert.",
    pageAskButton: "Adresse bestätigen",
    pageDoneTitle: "Die Adresse ist bestätigt",
    pageDoneText: "Mitteilungen über Rückrufe gehen jetzt dorthin. In jeder steht, wie man sie beendet.",
    pageOverTitle: "Dieser Link gilt nicht mehr",
    pageOverText:
      "Er gilt {days} und nur einmal. Wenn Sie den Knopf schon gedrückt haben, ist die Adresse bereits bestätigt; sonst hinterlassen Sie sie noch einmal.",
    pageSettings: "Zu den Einstellungen",
    pageEndTitle: "Mails über Rückrufe beenden?",
    pageEndText:
      "Ihre Adresse wird aus diesem Register gelöscht, und es geht keine Mail mehr dorthin, auch keine, die vor einer Gefahr warnt. Mitteilungen finden Sie weiterhin hier im Posteingang, wenn Sie sich anmelden.",
    pageEndButton: "Mails an diese Adresse beenden",
    pageEndedTitle: "Keine Mails mehr",
    pageEndedText:
      "Die Adresse ist gelöscht. Eine Mail, die schon unterwegs war, kann noch ankommen. Wird eines Ihrer Geräte zurückgerufen, so finden Sie die Mitteilung hier im Posteingang; Sie können jederzeit wieder eine Adresse hinterlassen.",
    pageLeaveAgain: "Wieder eine Adresse hinterlassen",
    titleOfWithdrawal: "Rückruf zurückgezogen: {model}",
    titleOfCorrection: "Nicht mehr verzeichnet: {model}",
    withdrawn:
      "Der Rückruf {recall} Ihres Geräts {model} von {maker} (Einheit {unit}) wurde von {issuer} zurückgezogen. Was Ihnen dazu mitgeteilt wurde, gilt nicht mehr.",
    takenBack:
      "Ihnen wurde der Rückruf {recall} Ihres Geräts {model} von {maker} (Einheit {unit}) mitgeteilt. Das Netz hat den Eintrag zurückgenommen: Er steht nicht im Register, und was Ihnen mitgeteilt wurde, gilt nicht. Wird er erneut eingetragen, werden Sie erneut benachrichtigt.",
    recallPage: "Der Rückruf im Register: {link}",
    confirmAskedModel:
      "Jemand, vermutlich Sie selbst, hat diese Adresse bei {register} hinterlassen, um von Rückrufen dieses Modells zu erfahren: {model} von {maker}.",
    affectedModel:
      "Einheiten des Modells {model} von {maker} sind von Rückruf {recall} betroffen, herausgegeben von {issuer}. Schweregrad: {severity}.",
    whetherYours:
      "Sie wollten über dieses Modell benachrichtigt werden; das Register weiß nicht, ob Sie eine Einheit davon haben und welche. Nicht jede Einheit muss gemeint sein. Schlagen Sie Ihre nach, mit dem Code oder der Seriennummer darauf: {link}",
    ifYours: "Wenn Ihre betroffen ist:",
    claimYours:
      "Wenn Ihnen eine gehört, melden Sie sie mit dem Code aus der Schachtel an. Dann erfahren Sie, wenn genau diese Einheit betroffen ist, und werden erinnert, bis der Mangel behoben ist: {link}",
    endMailsModel: "Sie haben diese Adresse hinterlassen, um von Rückrufen dieses Modells zu erfahren. So beenden Sie diese Mails: {link}",
    withdrawnModel:
      "Der Rückruf {recall} des Modells {model} von {maker} wurde von {issuer} zurückgezogen. Was Ihnen dazu mitgeteilt wurde, gilt nicht mehr.",
    takenBackModel:
      "Ihnen wurde der Rückruf {recall} des Modells {model} von {maker} mitgeteilt. Das Netz hat den Eintrag zurückgenommen: Er steht nicht im Register, und was Ihnen mitgeteilt wurde, gilt nicht. Wird er erneut eingetragen, werden Sie erneut benachrichtigt.",
    pageSentTitle: "Sehen Sie in Ihr Postfach",
    pageSentText:
      "Eine Mail ist unterwegs an die Adresse, die Sie hinterlassen haben. Öffnen Sie den Link darin und drücken Sie dort den Knopf: Erst dann erfahren Sie von Rückrufen dieses Modells. Kommt sie nicht an, sehen Sie bei den unerwünschten Mails nach und prüfen Sie die Adresse auf Tippfehler. An eine Adresse gehen höchstens {count} solche Mails am Tag.",
    pageDoneModel:
      "Sie erfahren per Mail von jedem Rückruf, der Einheiten dieses Modells betrifft, und wenn einer geändert oder zurückgezogen wird, bis Sie es beenden. In jeder Mail steht, wie.",
    pageEndModelTitle: "Mails zu diesem Modell beenden?",
    pageEndModelText:
      "Es geht dann keine Mail über Rückrufe dieses Modells mehr an Ihre Adresse, auch keine, die vor einer Gefahr warnt. Mit dem letzten Modell, nach dem Sie gefragt haben, werden Ihre Adresse und alles, was über Sie gespeichert ist, aus diesem Register gelöscht.",
    pageEndModelButton: "Mails zu diesem Modell beenden",
    pageEndAllButton: "Alle beenden und meine Adresse löschen",
    pageEndedModelText:
      "Es geht keine weitere Mail über Rückrufe dieses Modells an Ihre Adresse; eine, die schon unterwegs war, kann noch ankommen. Rückrufe stehen für alle im Register, und Sie können sich jederzeit wieder benachrichtigen lassen.",
    pageEndedAllText:
      "Ihre Adresse und alles, was hier über Sie gespeichert war, ist gelöscht. Eine Mail, die schon unterwegs war, kann noch ankommen. Rückrufe stehen für alle im Register, und Sie können sich jederzeit wieder benachrichtigen lassen.",
    pageModel: "Zum Modell",
  },
  fr: {
    title: "{measure} : {model}",
    titleOfReminder: "Relance : {title}",
    titleOfEarly: "Alerte précoce : {title}",
    early: "Cette alerte est précoce : l’inscription du rappel n’est pas encore définitive. Si elle est annulée, vous en serez averti.",
    affected:
      "Votre appareil {model} de {maker} (unité {unit}) est concerné par le rappel {recall}, publié par {issuer}. Gravité : {severity}.",
    newVersion: "Ceci est la version {version} du rappel. Elle remplace ce qui vous a été annoncé auparavant.",
    reminder:
      "Ceci est la relance {number} sur {count} : vous avez déjà été averti, et aucune correction de cette unité ne figure encore au registre.",
    lastReminder: "C’est la dernière.",
    foreign: "L’auteur de l’avis l’a rédigé dans cette langue : {language}. Ses mots sont repris ici tels quels :",
    documentMissing: "Le texte de l’avis manque ou a été modifié ; rien n’en est donc repris ici. Demandez-le à son auteur.",
    stopUse: "Cessez d’utiliser l’appareil jusqu’à ce qu’il soit corrigé.",
    isolate: "Tenez l’appareil déconnecté d’Internet jusqu’à ce qu’il soit corrigé.",
    whatToDo: "Ce qu’il faut faire maintenant :",
    fullNotice: "L’avis complet, qui est concerné et la correction : {link}",
    confirmReading:
      "Après l’avoir lu, confirmez-le à cette adresse avec le portefeuille auquel l’unité appartient ; une fois l’appareil corrigé, indiquez-le là aussi.",
    neverAsks:
      "Ce message ne vous demande jamais de signer, de payer ni de donner votre code d’enregistrement. En cas de doute, tapez vous-même l’adresse du registre.",
    endMails: "Vous avez laissé cette adresse pour les rappels de vos appareils. Pour ne plus recevoir ces messages : {link}",
    confirmSubject: "Confirmez cette adresse pour les avis de rappel",
    confirmAsked: "Quelqu’un, sans doute vous, a laissé cette adresse sur {register} pour être averti des rappels d’appareils connectés.",
    confirmLink: "Pour la confirmer, ouvrez cette page et appuyez sur son bouton : {link}",
    confirmUntil: "Le lien est valable {days}, jusqu’au {date}, et ne sert qu’une fois. D’ici là, aucun avis n’est envoyé à cette adresse.",
    confirmNotYou: "Si ce n’était pas vous, ne faites rien : l’adresse sera effacée.",
    pageAskTitle: "Confirmer cette adresse ?",
    pageAskText:
      "Les avis de rappel seront alors envoyés à l’adresse dont le message vous a conduit ici. Rien d’autre n’y est envoyé, et ouvrir cette page n’a encore rien changé.",
    pageAskButton: "Confirmer l’adresse",
    pageDoneTitle: "L’adresse est confirmée",
    pageDoneText: "Les avis de rappel y sont désormais envoyés. Chacun indique comment ne plus les recevoir.",
    pageOverTitle: "Ce lien ne fonctionne plus",
    pageOverText:
      "Il est valable {days} et ne sert qu’une fois. Si vous avez déjà appuyé sur le bouton, l’adresse est confirmée ; sinon, laissez-la de nouveau.",
    pageSettings: "Aller aux réglages",
    pageEndTitle: "Ne plus recevoir de messages sur les rappels ?",
    pageEndText:
      "Votre adresse est effacée de ce registre et plus aucun message n’y est envoyé, même pour avertir d’un danger. Les avis vous attendent toujours ici, dans votre boîte de réception, lorsque vous vous connectez.",
    pageEndButton: "Ne plus rien envoyer à cette adresse",
    pageEndedTitle: "Plus de messages",
    pageEndedText:
      "L’adresse est effacée. Un message déjà parti peut encore arriver. Si l’un de vos appareils est rappelé, l’avis vous attend ici, dans votre boîte de réception ; vous pouvez laisser une adresse de nouveau quand vous le voulez.",
    pageLeaveAgain: "Laisser de nouveau une adresse",
    titleOfWithdrawal: "Rappel retiré : {model}",
    titleOfCorrection: "N’est plus enregistré : {model}",
    withdrawn:
      "Le rappel {recall} de votre appareil {model} de {maker} (unité {unit}) a été retiré par {issuer}. Ce qui vous a été annoncé à ce sujet ne vaut plus.",
    takenBack:
      "Le rappel {recall} de votre appareil {model} de {maker} (unité {unit}) vous a été annoncé. Le réseau a annulé son enregistrement : il ne figure pas au registre, et ce qui vous a été annoncé ne vaut pas. S’il est enregistré de nouveau, vous serez averti de nouveau.",
    recallPage: "Le rappel dans le registre : {link}",
    confirmAskedModel:
      "Quelqu’un, sans doute vous, a laissé cette adresse sur {register} pour être averti des rappels de ce modèle : {model} de {maker}.",
    affectedModel:
      "Des unités du modèle {model} de {maker} sont concernées par le rappel {recall}, publié par {issuer}. Gravité : {severity}.",
    whetherYours:
      "Vous avez demandé à être averti pour ce modèle ; le registre ne sait pas si vous en avez une unité, ni laquelle. Toutes ne sont pas forcément concernées. Cherchez la vôtre par le code ou le numéro de série qu’elle porte : {link}",
    ifYours: "Si la vôtre est concernée :",
    claimYours:
      "Si vous en possédez une, enregistrez-la avec le code qui se trouve dans sa boîte. Vous serez alors averti quand cette unité même est concernée, et relancé jusqu’à sa correction : {link}",
    endMailsModel: "Vous avez laissé cette adresse pour être averti des rappels de ce modèle. Pour ne plus recevoir ces messages : {link}",
    withdrawnModel:
      "Le rappel {recall} du modèle {model} de {maker} a été retiré par {issuer}. Ce qui vous a été annoncé à ce sujet ne vaut plus.",
    takenBackModel:
      "Le rappel {recall} du modèle {model} de {maker} vous a été annoncé. Le réseau a annulé son enregistrement : il ne figure pas au registre, et ce qui vous a été annoncé ne vaut pas. S’il est enregistré de nouveau, vous serez averti de nouveau.",
    pageSentTitle: "Regardez dans votre boîte aux lettres",
    pageSentText:
      "Un message est en route vers l’adresse que vous avez laissée. Ouvrez son lien et appuyez sur le bouton de la page : alors seulement vous serez averti des rappels de ce modèle. S’il n’arrive pas, regardez parmi les messages indésirables et vérifiez l’adresse. Une adresse reçoit au plus {count} de ces messages par jour.",
    pageDoneModel:
      "Vous serez averti par message de chaque rappel qui touche des unités de ce modèle, et quand l’un d’eux est modifié ou retiré, jusqu’à ce que vous y mettiez fin. Chaque message indique comment.",
    pageEndModelTitle: "Ne plus recevoir de messages sur ce modèle ?",
    pageEndModelText:
      "Plus aucun message sur les rappels de ce modèle n’est alors envoyé à votre adresse, même pour avertir d’un danger. Avec le dernier modèle demandé, votre adresse et tout ce qui est gardé à votre sujet sont effacés de ce registre.",
    pageEndModelButton: "Ne plus rien envoyer sur ce modèle",
    pageEndAllButton: "Tout arrêter et effacer mon adresse",
    pageEndedModelText:
      "Aucun autre message sur les rappels de ce modèle n’est envoyé à votre adresse ; un message déjà parti peut encore arriver. Les rappels figurent au registre pour tous, et vous pouvez demander de nouveau à être averti quand vous le voulez.",
    pageEndedAllText:
      "Votre adresse et tout ce qui était gardé ici à votre sujet sont effacés. Un message déjà parti peut encore arriver. Les rappels figurent au registre pour tous, et vous pouvez demander de nouveau à être averti quand vous le voulez.",
    pageModel: "Aller au modèle",
  },
  es: {
    title: "{measure}: {model}",
    titleOfReminder: "Recordatorio: {title}",
    titleOfEarly: "Alerta temprana: {title}",
    early: "Esta alerta es temprana: la inscripción de la recuperación aún no es definitiva. Si se anula, se le comunicará.",
    affected:
      "Su aparato {model} de {maker} (unidad {unit}) está afectado por la recuperación {recall}, publicada por {issuer}. Gravedad: {severity}.",
    newVersion: "Esta es la versión {version} de la recuperación. Sustituye a lo que se le comunicó antes.",
    reminder:
      "Este es el recordatorio {number} de {count}: ya se le avisó, y en el registro aún no consta ninguna corrección de esta unidad.",
    lastReminder: "Es el último.",
    foreign: "El emisor redactó el aviso en este idioma: {language}. Sus palabras se repiten aquí tal como son:",
    documentMissing: "El texto del aviso falta o fue alterado, por lo que aquí no se repite nada de él. Pídalo al emisor.",
    stopUse: "Deje de usar el aparato hasta que esté corregido.",
    isolate: "Mantenga el aparato desconectado de internet hasta que esté corregido.",
    whatToDo: "Qué hacer ahora:",
    fullNotice: "El aviso completo, quién está afectado y la corrección: {link}",
    confirmReading:
      "Cuando lo haya leído, confírmelo allí con la cartera a la que pertenece la unidad; cuando el aparato esté corregido, anótelo también allí.",
    neverAsks:
      "Este mensaje nunca le pide firmar, pagar ni dar su código de registro. En caso de duda, escriba usted la dirección del registro.",
    endMails: "Usted dejó esta dirección para las recuperaciones de sus aparatos. Para no recibir más estos mensajes: {link}",
    confirmSubject: "Confirme esta dirección para los avisos de recuperación",
    confirmAsked:
      "Alguien, seguramente usted, dejó esta dirección en {register} para que se le avise de recuperaciones de aparatos conectados.",
    confirmLink: "Para confirmarla, abra esta página y pulse su botón: {link}",
    confirmUntil: "El enlace vale {days}, hasta el {date}, y una sola vez. Hasta entonces no se envía ningún aviso a esta dirección.",
    confirmNotYou: "Si no fue usted, no haga nada: la dirección se borrará.",
    pageAskTitle: "¿Confirmar esta dirección?",
    pageAskText:
      "Los avisos de recuperación se enviarán entonces a la dirección cuyo mensaje le ha traído aquí. Nada más se envía allí, y abrir esta página todavía no ha cambiado nada.",
    pageAskButton: "Confirmar la dirección",
    pageDoneTitle: "La dirección está confirmada",
    pageDoneText: "Los avisos de recuperación se envían ahora allí. Cada uno indica cómo dejar de recibirlos.",
    pageOverTitle: "Este enlace ya no funciona",
    pageOverText: "Vale {days} y una sola vez. Si ya pulsó el botón, la dirección está confirmada; si no, déjela de nuevo.",
    pageSettings: "Ir a los ajustes",
    pageEndTitle: "¿No recibir más mensajes sobre recuperaciones?",
    pageEndText:
      "Su dirección se borra de este registro y no se envía allí ningún mensaje más, tampoco los que avisan de un peligro. Los avisos siguen esperándole aquí, en su bandeja de entrada, cuando inicia sesión.",
    pageEndButton: "No enviar más a esta dirección",
    pageEndedTitle: "No habrá más mensajes",
    pageEndedText:
      "La dirección está borrada. Un mensaje que ya estaba en camino aún puede llegar. Si se recupera uno de sus aparatos, el aviso le espera aquí, en su bandeja de entrada; puede volver a dejar una dirección cuando quiera.",
    pageLeaveAgain: "Volver a dejar una dirección",
    titleOfWithdrawal: "Recuperación retirada: {model}",
    titleOfCorrection: "Ya no consta: {model}",
    withdrawn:
      "La recuperación {recall} de su {model} de {maker} (unidad {unit}) fue retirada por {issuer}. Lo que se le comunicó al respecto ya no vale.",
    takenBack:
      "Se le comunicó la recuperación {recall} de su {model} de {maker} (unidad {unit}). La red revocó su registro: no consta en el registro, y lo que se le comunicó no vale. Si se registra de nuevo, se le avisará de nuevo.",
    recallPage: "La recuperación en el registro: {link}",
    confirmAskedModel:
      "Alguien, seguramente usted, dejó esta dirección en {register} para que se le avise de recuperaciones de este modelo: {model} de {maker}.",
    affectedModel:
      "Unidades del modelo {model} de {maker} están afectadas por la recuperación {recall}, publicada por {issuer}. Gravedad: {severity}.",
    whetherYours:
      "Usted pidió que se le avisara de este modelo; el registro no sabe si tiene una unidad, ni cuál. No todas tienen que estar afectadas. Busque la suya por el código o el número de serie que lleva: {link}",
    ifYours: "Si la suya está afectada:",
    claimYours:
      "Si es dueño de una, regístrela con el código de su caja. Entonces se le avisará cuando esa misma unidad esté afectada, y se le recordará hasta que esté corregida: {link}",
    endMailsModel:
      "Usted dejó esta dirección para que se le avise de recuperaciones de este modelo. Para no recibir más estos mensajes: {link}",
    withdrawnModel:
      "La recuperación {recall} del modelo {model} de {maker} fue retirada por {issuer}. Lo que se le comunicó al respecto ya no vale.",
    takenBackModel:
      "Se le comunicó la recuperación {recall} del modelo {model} de {maker}. La red revocó su registro: no consta en el registro, y lo que se le comunicó no vale. Si se registra de nuevo, se le avisará de nuevo.",
    pageSentTitle: "Mire en su buzón",
    pageSentText:
      "Un mensaje va camino de la dirección que dejó. Abra su enlace y pulse el botón de la página: solo entonces se le avisará de recuperaciones de este modelo. Si no llega, mire entre los mensajes no deseados y revise la dirección. Una dirección recibe como mucho {count} de estos mensajes al día.",
    pageDoneModel:
      "Se le avisará por correo de cada recuperación que alcance unidades de este modelo, y cuando una cambie o se retire, hasta que usted lo termine. Cada mensaje indica cómo.",
    pageEndModelTitle: "¿No recibir más mensajes sobre este modelo?",
    pageEndModelText:
      "Entonces no se envía a su dirección ningún mensaje más sobre recuperaciones de este modelo, tampoco los que avisan de un peligro. Con el último modelo que pidió se borran de este registro su dirección y todo lo que se guarda sobre usted.",
    pageEndModelButton: "No enviar más sobre este modelo",
    pageEndAllButton: "Terminar todos y borrar mi dirección",
    pageEndedModelText:
      "No se envía a su dirección ningún mensaje más sobre recuperaciones de este modelo; uno que ya estaba en camino aún puede llegar. Las recuperaciones constan en el registro para todos, y puede volver a pedir que se le avise cuando quiera.",
    pageEndedAllText:
      "Su dirección y todo lo que aquí se guardaba sobre usted están borrados. Un mensaje que ya estaba en camino aún puede llegar. Las recuperaciones constan en el registro para todos, y puede volver a pedir que se le avise cuando quiera.",
    pageModel: "Ir al modelo",
  },
};

export const MEASURE_NOUNS: Record<Language, Record<Measure, string>> = {
  en: {
    recall: "Recall",
    "safety-warning": "Safety warning",
    "corrective-update": "Update needed",
    withdrawal: "Withdrawal",
  },
  de: {
    recall: "Rückruf",
    "safety-warning": "Sicherheitswarnung",
    "corrective-update": "Update nötig",
    withdrawal: "Rücknahme vom Markt",
  },
  fr: {
    recall: "Rappel",
    "safety-warning": "Avertissement de sécurité",
    "corrective-update": "Mise à jour nécessaire",
    withdrawal: "Retrait du marché",
  },
  es: {
    recall: "Recuperación",
    "safety-warning": "Advertencia de seguridad",
    "corrective-update": "Actualización necesaria",
    withdrawal: "Retirada del mercado",
  },
};

export const SEVERITY_WORDS: Record<Language, Record<Severity, string>> = {
  en: { low: "low", medium: "medium", high: "high", critical: "critical" },
  de: { low: "niedrig", medium: "mittel", high: "hoch", critical: "kritisch" },
  fr: { low: "faible", medium: "moyenne", high: "élevée", critical: "critique" },
  es: { low: "baja", medium: "media", high: "alta", critical: "crítica" },
};

/** Names of the slots in a text. */
type Slots<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Slots<Rest> : never;
type Values<Key extends Sentence> = [Slots<(typeof en)[Key]>] extends [never]
  ? []
  : [values: Record<Slots<(typeof en)[Key]>, string | number>];

/** A sentence in a language. What is filled in is taken as it is, also where it looks like a slot. */
export function say<Key extends Sentence>(language: Language, key: Key, ...[values]: Values<Key>): string {
  const known: Record<string, string | number> = values ?? {};
  return SENTENCES[language][key].replace(/\{(\w+)\}/g, (_slot, name: string) => String(known[name]));
}
