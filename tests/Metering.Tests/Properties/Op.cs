using FsCheck;
using FsCheck.Fluent;

namespace MindBot.Metering.Tests.Properties;

internal enum OpKind
{
    Credit, Open, Checkpoint, Pause, Resume, ChangeRate, Measure, Close, Claim, Freeze, Thaw, TakeBack, Owe, FreezeAll, ThawAll, Wait, WaitForExpiry, WaitForExhaustion, WaitAWeek,
}

/// <summary>
/// One operation of a story, in plain numbers that <see cref="Story"/> reads in the light of what is there then, so that any shortened story
/// still is one: <paramref name="Who"/> picks session or card, <paramref name="Size"/> is an amount, <paramref name="BackMs"/> a distance in time.
/// </summary>
internal sealed record Op(OpKind Kind, int Who, int Size, int BackMs)
{
    public bool OfASession => Kind is >= OpKind.Open and <= OpKind.Close;

    public bool IsWaiting => Kind >= OpKind.Wait;

    public static readonly Gen<Op> Any =
        from kind in Gen.Frequency(
            (5, Gen.Constant(OpKind.Credit)), (5, Gen.Constant(OpKind.Open)), (2, Gen.Constant(OpKind.Checkpoint)),
            (2, Gen.Constant(OpKind.Pause)), (2, Gen.Constant(OpKind.Resume)), (2, Gen.Constant(OpKind.ChangeRate)),
            (4, Gen.Constant(OpKind.Measure)), (3, Gen.Constant(OpKind.Close)), (2, Gen.Constant(OpKind.Claim)), (1, Gen.Constant(OpKind.Freeze)),
            (1, Gen.Constant(OpKind.Thaw)), (3, Gen.Constant(OpKind.TakeBack)), (1, Gen.Constant(OpKind.Owe)),
            (1, Gen.Constant(OpKind.FreezeAll)), (2, Gen.Constant(OpKind.ThawAll)),
            (4, Gen.Constant(OpKind.Wait)),
            (2, Gen.Constant(OpKind.WaitForExpiry)), (2, Gen.Constant(OpKind.WaitForExhaustion)))
        from week in Gen.Choose(0, 60)
        from who in Gen.Choose(0, 11)
        from size in Gen.OneOf(Gen.Choose(0, 3_000), Gen.Choose(0, 6_000_000))
        from back in Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(0, 3_000))
        select new Op(week == 0 ? OpKind.WaitAWeek : kind, who, size, back);
}
