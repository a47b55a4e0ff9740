using FsCheck;
using FsCheck.Fluent;
using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;

namespace MindBot.Metering.Tests.Properties;

internal enum FactKind { Joined, Left, Aborted, Finished }

/// <summary>
/// Something LiveKit tells about connection <paramref name="Who"/>, at millisecond <paramref name="AtMs"/>. A left event knows since when
/// the participant was there unless <paramref name="FromMs"/> is negative. The two numbers at the end put facts in two different orders.
/// </summary>
internal sealed record PresenceFact(FactKind Kind, int Who, int AtMs, int FromMs, int FirstOrder, int SecondOrder)
{
    private const int Rooms = 3;

    public string Sid => $"PA_{Who}";

    public string Room => $"RM_{Who % Rooms}";

    public static readonly Gen<PresenceFact> Any =
        from kind in Gen.Frequency(
            (5, Gen.Constant(FactKind.Joined)), (4, Gen.Constant(FactKind.Left)), (1, Gen.Constant(FactKind.Aborted)),
            (1, Gen.Constant(FactKind.Finished)))
        from who in Gen.Choose(0, 5)
        from at in Gen.Choose(0, 60)
        from ago in Gen.Choose(-10, 30)
        from first in Gen.Choose(0, 1000)
        from second in Gen.Choose(0, 1000)
        select new PresenceFact(kind, who, at, ago < 0 ? -1 : Math.Max(0, at - ago), first, second);

    public Presence TellTo(Presence presence)
    {
        var at = Desk.At(AtMs);
        return Kind switch
        {
            FactKind.Joined => presence.Join(Room, Sid, at),
            FactKind.Left => presence.Leave(Room, Sid, FromMs < 0 ? null : Desk.At(FromMs), at),
            FactKind.Aborted => presence.Abort(Room, Sid, at),
            _ => presence.Finish(Room, at),
        };
    }

    /// <summary>Was anybody there in that millisecond? Told from the facts alone, without a look at the rules.</summary>
    public static bool IsPresent(IReadOnlyCollection<PresenceFact> facts, int ms) => facts.GroupBy(fact => fact.Who).Any(connection =>
    {
        var joins = connection.Where(fact => fact.Kind == FactKind.Joined).Select(fact => fact.AtMs).ToArray();
        var starts = joins.Length > 0 ? joins : [.. connection.Where(f => f.Kind == FactKind.Left && f.FromMs >= 0).Select(f => f.FromMs)];
        var room = connection.First().Room;
        var ends = connection.Where(fact => fact.Kind is FactKind.Left or FactKind.Aborted)
            .Concat(facts.Where(fact => fact.Kind == FactKind.Finished && fact.Room == room)).Select(fact => fact.AtMs);
        return starts.Length > 0 && starts.Min() <= ms && ends.All(end => ms < end);
    });
}
