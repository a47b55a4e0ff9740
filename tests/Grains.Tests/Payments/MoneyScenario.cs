namespace MindBot.Grains.Tests.Payments;

/// <summary>
/// A story about the card <see cref="MoneyStory.First"/>, and what it must come to: the card's status, the buyer's balance and debt in minutes, and
/// what the buyer has paid in the end, in cents.
/// </summary>
public sealed record MoneyScenario(string Name, string Status, long Minutes, long DebtMinutes, long Cents, Func<MoneyStory, MoneyStory> Happens)
{
    /// <summary>The balance of whoever got the card as a gift. Never in debt.</summary>
    public long FriendMinutes { get; init; }

    /// <summary>Whether it is told with crashes, too: not when the clock matters to what it comes to, nor when it has hundreds of writes.</summary>
    public bool MayCrash { get; init; } = true;

    public override string ToString() => Name;
}
