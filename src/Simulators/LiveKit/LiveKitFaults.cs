namespace MindBot.Simulators.LiveKit;

/// <summary>
/// Makes the next events, calls or joins go wrong, in the order in which the faults were ordered. Safe for use by several threads.
/// </summary>
public sealed class LiveKitFaults
{
    private const int MaxOrders = 1_000, MaxCount = 1_000_000;

    private readonly Lock gate = new();
    private readonly List<Order<EventFault>> events = [];
    private readonly List<Order<CallFault>> calls = [];
    private int joinsToAbort;
    private bool isDown;

    /// <summary>Whether calls and joins are refused. Who is in a room stays there, and events still go out.</summary>
    public bool IsDown
    {
        get { lock (gate) return isDown; }
    }

    /// <summary>How many ordered faults of events have not happened yet.</summary>
    public int EventsLeft
    {
        get { lock (gate) return events.Sum(order => order.Left); }
    }

    /// <summary>How many ordered faults of calls have not happened yet.</summary>
    public int CallsLeft
    {
        get { lock (gate) return calls.Sum(order => order.Left); }
    }

    /// <summary>The next events are never sent.</summary>
    /// <param name="type">Only events of this type, as <c>participant_left</c>; null: of every type.</param>
    public void LoseEvents(int count, string? type = null) => Add(events, new(new(EventFaultKind.Lose), type, count));

    /// <summary>The next events are sent twice, with one id.</summary>
    public void DuplicateEvents(int count, string? type = null) => Add(events, new(new(EventFaultKind.Duplicate), type, count));

    /// <summary>The next events are sent later by this much; their room's other events do not wait for them.</summary>
    /// <param name="by">At most a day.</param>
    public void DelayEvents(int count, TimeSpan by, string? type = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(by, TimeSpan.FromDays(1));
        Add(events, new(new(EventFaultKind.Delay, by), type, count));
    }

    /// <summary>Each of the next events is overtaken by the one that follows it in its room; by none when none follows within 5 s.</summary>
    public void ReorderEvents(int count, string? type = null) => Add(events, new(new(EventFaultKind.Reorder), type, count));

    /// <summary>The next calls are refused before anything is done.</summary>
    /// <param name="method">Only calls of this method, as <c>RemoveParticipant</c>; null: of every method.</param>
    /// <param name="status">From 400 to 599.</param>
    public void RefuseCalls(int count, int status = 503, string? method = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        Add(calls, new(new(CallFaultKind.Refuse, status), method, count));
    }

    /// <summary>The next calls are not carried out and get no answer for as long as the caller waits.</summary>
    public void HangCalls(int count, string? method = null) => Add(calls, new(new(CallFaultKind.Hang), method, count));

    /// <summary>The next calls are carried out, but the connection breaks before the answer.</summary>
    public void LoseAnswers(int count, string? method = null) => Add(calls, new(new(CallFaultKind.LoseAnswer), method, count));

    /// <summary>
    /// The next who join never get their media up: they are listed for the connection timeout, then
    /// <c>participant_connection_aborted</c> tells that they are gone.
    /// </summary>
    public void AbortJoins(int count)
    {
        lock (gate) joinsToAbort = Math.Min(MaxCount, joinsToAbort + Checked(count));
    }

    /// <summary>Refuses every call and every join from now on.</summary>
    public void Down()
    {
        lock (gate) isDown = true;
    }

    public void Up()
    {
        lock (gate) isDown = false;
    }

    /// <summary>Takes back all that has not happened yet, and is up.</summary>
    public void Clear()
    {
        lock (gate)
        {
            events.Clear();
            calls.Clear();
            (joinsToAbort, isDown) = (0, false);
        }
    }

    internal EventFault? TakeForEvent(string type)
    {
        lock (gate) return Take(events, type);
    }

    internal CallFault? TakeForCall(string method)
    {
        lock (gate) return isDown ? new(CallFaultKind.Refuse, 503) : Take(calls, method);
    }

    internal bool TakeForJoin()
    {
        lock (gate)
        {
            if (joinsToAbort == 0) return false;
            joinsToAbort--;
            return true;
        }
    }

    private void Add<T>(List<Order<T>> orders, Order<T> order)
    {
        Checked(order.Left);
        lock (gate)
        {
            if (orders.Count >= MaxOrders) throw new InvalidOperationException($"More than {MaxOrders} faults are ordered.");
            orders.Add(order);
        }
    }

    private static T? Take<T>(List<Order<T>> orders, string name) where T : class
    {
        var at = orders.FindIndex(order => order.Only is null || order.Only == name);
        if (at < 0) return null;
        var fault = orders[at].Fault;
        if (--orders[at].Left == 0) orders.RemoveAt(at);
        return fault;
    }

    private static int Checked(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxCount);
        return count;
    }

    private sealed class Order<T>(T fault, string? only, int count)
    {
        public T Fault => fault;
        public string? Only => only;
        public int Left { get; set; } = count;
    }
}
