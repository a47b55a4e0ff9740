using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;

namespace MindBot.Metering.Tests.Properties;

/// <summary>I4, I5: messages may come twice, late, and from activations that are no longer in charge.</summary>
public class RepeatProperties
{
    [Fact]
    public void Doing_anything_again_at_once_changes_nothing() =>
        Check.Holds(Op.Any, maxLength: 18, ops => Story.Play(ops, (story, done) =>
        {
            if (done.Op.Kind == OpKind.Claim) return;
            var again = done.Operation(story.Wallet, story.Now);
            AssertSame(story.Wallet, again.Wallet);
            if (done.Op.OfASession) Assert.NotEqual(Verdict.Done, again.Verdict);
        }));

    [Fact]
    public void Old_messages_that_come_again_in_any_order_change_nothing() =>
        Check.Holds(Op.Any, maxLength: 18, ops =>
        {
            var sent = new List<Done>();
            var story = Story.Play(ops, (_, done) => sent.Add(done));
            sent.Reverse();
            foreach (var old in sent.Where(done => MayComeAgain(done, story.Wallet)))
                AssertSame(story.Wallet, old.Operation(story.Wallet, story.Now).Wallet);
        });

    [Fact]
    public void An_activation_that_was_replaced_settles_nothing() =>
        Check.Holds(Op.Any, maxLength: 18, ops =>
        {
            var story = Story.Play(ops);
            foreach (var segment in story.Wallet.Segments)
                foreach (var refused in EverythingBy(new(segment.SessionId, segment.Epoch - 1, long.MaxValue), story))
                {
                    Assert.Equal(Verdict.Superseded, refused.Verdict);
                    AssertSame(story.Wallet, refused.Wallet);
                }
        });

    private static IEnumerable<Decision> EverythingBy(Caller former, Story story)
    {
        var (wallet, now) = (story.Wallet, story.Now);
        yield return Opening.Open(wallet, new(former, "room0", 1, now, null), now);
        yield return Running.Checkpoint(wallet, former, now, now);
        yield return Running.Pause(wallet, former, Desk.Start, now);
        yield return Running.Resume(wallet, former, Desk.Start, now);
        yield return Running.ChangeRate(wallet, former, 7, now);
        yield return PresenceMeter.Measure(wallet, former, [new(Desk.Start, null)], now);
        yield return Closing.Close(wallet, former, EndReasons.Left, Desk.Start, now, 1_000_000);
    }

    private static void AssertSame(Wallet expected, Wallet actual)
    {
        if (!ReferenceEquals(expected, actual)) Assert.Equal(Canonical.Text(expected), Canonical.Text(actual));
    }

    /// <summary>
    /// Claims carry no number, refusals for want of credit took no effect (a retry may), and after its retention a session is forgotten;
    /// freezing and taking back are put in order by whoever owns the card.
    /// </summary>
    private static bool MayComeAgain(Done done, Wallet wallet) => done.Session is { } session
        ? done.Op.Kind != OpKind.Claim && done.Verdict is Verdict.Done or Verdict.Repeated or Verdict.Superseded
            && (wallet.Find(session) is not null || wallet.FindSettlement(session) is not null)
        : done.Op.Kind == OpKind.Credit;
}
