using CsCheck;
using Detector.Languages;
using Detector.Pages.Text;

namespace Detector.Tests.Languages;

public sealed class LanguageGuessTests
{
    private static LanguageGuess Guess(string text) =>
        LanguageGuess.Of([.. text.Split([' ', ',', '.', '?', '!'], StringSplitOptions.RemoveEmptyEntries).Select(word => WordHash.Of(word))], text);

    [Theory]
    [InlineData("en", "The mayor said that she had not been told about the plan, and that it would be discussed with all of them.")]
    [InlineData("de", "Der Bürgermeister sagte, dass er nicht über den Plan informiert worden sei und dass es mit allen besprochen werde.")]
    [InlineData("fr", "Le maire a dit qu'il ne savait pas que le projet avait été présenté dans la ville et que les habitants sont contre.")]
    [InlineData("es", "El alcalde dijo que no había sido informado sobre el plan y que los vecinos de la ciudad están muy preocupados.")]
    [InlineData("it", "Il sindaco ha detto che non era stato informato del piano e che gli abitanti della città sono molto preoccupati.")]
    [InlineData("pt", "O prefeito disse que não foi informado sobre o plano e que os moradores da cidade estão muito preocupados com isso.")]
    [InlineData("nl", "De burgemeester zei dat hij niet over het plan was geïnformeerd en dat de bewoners van de stad zich zorgen maken.")]
    [InlineData("sv", "Borgmästaren sade att han inte hade fått veta något om planen och att det är många som inte vill ha den.")]
    [InlineData("no", "Ordføreren sa at han ikke hadde fått vite noe om planen og at det er mange som ikke vil ha den etter dette.")]
    [InlineData("da", "Borgmesteren sagde at han ikke havde fået noget at vide om planen og at der er mange som ikke vil have den efter dette, nu bliver det op til hvad de vil.")]
    [InlineData("fi", "Pormestari sanoi, että hän ei ollut kuullut siitä, mutta se on nyt kaupungin asia ja kaikki ovat sitä mieltä.")]
    [InlineData("pl", "Burmistrz powiedział, że nie był informowany o planie i że jest to bardzo ważne dla miasta oraz jego mieszkańców.")]
    [InlineData("cs", "Starosta řekl, že o plánu nebyl informován a že je to pro město velmi důležité, protože se bude ještě jednat.")]
    [InlineData("hu", "A polgármester azt mondta, hogy nem volt tudomása a tervről, és ez most már csak a város ügye.")]
    [InlineData("tr", "Belediye başkanı bu plan için bir şey bilmediğini, ancak bunun çok önemli olduğunu ve daha sonra konuşulacağını söyledi.")]
    [InlineData("id", "Wali kota mengatakan bahwa dia tidak tahu tentang rencana itu dan akan membahasnya dengan warga kota yang ada di sini.")]
    [InlineData("ru", "Мэр сказал, что он не знал о плане и что это было очень важно для города, но его не спросили.")]
    [InlineData("uk", "Мер сказав, що він не знав про план і що це було дуже важливо для міста, але його не спитали.")]
    [InlineData("bg", "Кметът каза, че не е знаел за плана и че това ще се обсъди с всички, които са от града.")]
    [InlineData("el", "Ο δήμαρχος είπε ότι δεν γνώριζε το σχέδιο και ότι είναι πολύ σημαντικό για την πόλη.")]
    [InlineData("ja", "市長は計画について知らされていなかったと述べた。")]
    [InlineData("zh", "市长说他没有被告知这个计划，这对城市很重要。")]
    [InlineData("ko", "시장은 계획에 대해 듣지 못했다고 말했다.")]
    [InlineData("ar", "قال رئيس البلدية إنه لم يكن على علم بالخطة")]
    [InlineData("fa", "شهردار گفت که از این برنامه خبر نداشته و چگونگی آن مهم است")]
    [InlineData("he", "ראש העיר אמר שלא ידע על התוכנית")]
    [InlineData("th", "นายกเทศมนตรีกล่าวว่าเขาไม่ทราบเรื่องแผนนี้")]
    [InlineData("hi", "महापौर ने कहा कि उन्हें योजना के बारे में नहीं बताया गया था")]
    public void A_sentence_or_two_shows_its_language(string code, string text)
    {
        var guess = Guess(text);
        guess.Code.ShouldBe(code);
        guess.Confidence.ShouldBeInRange(0.05, 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345 67890")]
    [InlineData("Kitevault Xvaultway Algosensey Lotradecoin Rekubit")]
    public void Without_function_words_the_language_is_unknown(string text) => Guess(text).ShouldBe(LanguageGuess.Unknown);

    [Fact]
    public void More_text_makes_a_guess_surer()
    {
        const string sentence = "The mayor said that she had not been told about the plan. ";
        Guess(string.Concat(Enumerable.Repeat(sentence, 10))).Confidence.ShouldBeGreaterThan(Guess(sentence).Confidence);
    }

    [Fact]
    public void Words_alone_are_enough_where_there_is_no_text() =>
        LanguageGuess.Of([.. "der die das und ist nicht wird sich auf mit".Split(' ').Select(word => WordHash.Of(word))], []).Code.ShouldBe("de");

    [Fact]
    public void English_function_words_are_stop_words()
    {
        FunctionWords.IsEnglish(WordHash.Of("The")).ShouldBeTrue();
        FunctionWords.IsEnglish(WordHash.Of("mayor")).ShouldBeFalse();
        FunctionWords.Is(WordHash.Of("über"), "de").ShouldBeTrue();
        FunctionWords.Is(WordHash.Of("über"), "xx").ShouldBeFalse();
        FunctionWords.Codes.Count.ShouldBeGreaterThanOrEqualTo(24);
    }

    [Fact]
    public void Confidence_stays_between_nothing_and_certainty() =>
        Gen.Select(Gen.ULong.Array[0, 1000], Gen.String[0, 9000]).Sample((words, text) => LanguageGuess.Of(words, text).Confidence is >= 0 and <= 1, iter: 300);
}
