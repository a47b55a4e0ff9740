using MindBot.Tests.Clients;

namespace MindBot.Tests.Crowds;

/// <summary>Holds a ledger against what its person was told.</summary>
internal static class Books
{
    /// <summary>
    /// What was acknowledged is there, once; what was not is there once or not at all; nothing else is.
    /// </summary>
    /// <returns>The ids of the cards that were credited.</returns>
    public static async Task<IReadOnlyList<string>> Check(Person person)
    {
        var ledger = await Ledger.Read(person);
        var cards = CheckCredits(person, ledger);
        await CheckConsumption(person, ledger);
        Assert.All(ledger.Entries, entry => Assert.Contains(entry.Kind, new[] { "credit", "consumption" }));
        return cards;
    }

    /// <summary>Holds each talk that has ended since the last call against the client's stopwatch.</summary>
    public static async Task CheckEnded(Person person, IEnumerable<Talk> ended, Tally tally)
    {
        foreach (var talk in ended)
        {
            var receipt = await Receipt.Read(person, talk);
            Assert.Equal("client_ended", receipt.EndReason);
            tally.Compare($"{person}'s {talk.Id}", talk.PresenceAt(talk.End.SentAt!.Value, talk.End.Answer!.AnsweredAt), receipt.Elapsed);
        }
    }

    private static IReadOnlyList<string> CheckCredits(Person person, Ledger ledger)
    {
        string[] credited = [.. ledger.Credits.Select(entry => entry.CardId!)];
        Assert.Equal(credited.Distinct(), credited);
        Assert.All(ledger.Credits, entry => Assert.Equal(Person.CardMicros, entry.Micros));

        string[] acknowledged =
        [
            .. person.Purchases.Concat(person.Redemptions).Where(order => order.Succeeded)
                .Select(order => order.Answer!.Ok.GetProperty("time_card").GetProperty("id").GetString()!),
        ];
        Assert.Empty(acknowledged.Except(credited));
        var unknown = person.Purchases.Concat(person.Redemptions).Count(order => order.IsLost);
        var paidAtStripe = person.Checkouts.Where(order => order.Succeeded).Select(order => order.Answer!.Ok.GetProperty("time_card_id").GetString()!);
        Assert.InRange(credited.Except(acknowledged).Except(paidAtStripe).Count(), 0, unknown);
        return credited;
    }

    private static async Task CheckConsumption(Person person, Ledger ledger)
    {
        var consumed = ledger.Entries.Where(entry => entry.Kind == "consumption")
            .GroupBy(entry => entry.SessionId!).ToDictionary(entries => entries.Key, entries => -entries.Sum(entry => entry.Micros));
        foreach (var talk in person.Talks)
        {
            if (talk.End.Succeeded)
                Assert.Equal((await Receipt.Read(person, talk)).Micros, consumed.GetValueOrDefault(talk.Id));
            else if (!talk.End.IsLost)
                Assert.DoesNotContain(talk.Id, consumed.Keys);
        }
    }
}
