using MindBot.EmbeddedSilo.Hosting;

namespace MindBot.EmbeddedSilo.Calls;

/// <summary>
/// The calls that wait for an answer, oldest first. As all of them have the same time limit the oldest is the next to time out, so that one timer
/// serves them all and waiting costs a call no more than being linked into a list.
/// </summary>
internal sealed class CallTimeouts
{
    private readonly Lock _gate = new();
    private readonly Silo _silo;
    private readonly ITimer _timer;
    private GrainCall? _oldest;
    private GrainCall? _newest;
    private bool _armed;

    public CallTimeouts(Silo silo)
    {
        _silo = silo;
        _timer = silo.CreateTimer(OnTimer);
    }

    public void Add(GrainCall call)
    {
        lock (_gate)
        {
            call.SentAt = _silo.Clock.GetTimestamp();
            call.Timeouts = this;
            call.EarlierCall = _newest;
            if (_newest is null) _oldest = call;
            else _newest.LaterCall = call;
            _newest = call;

            if (_armed) return;
            _armed = true;
            _timer.Change(_silo.Options.ResponseTimeout, Timeout.InfiniteTimeSpan);
        }
    }

    public void Remove(GrainCall call)
    {
        lock (_gate)
        {
            if (call.Timeouts is null) return;

            if (call.EarlierCall is null) _oldest = call.LaterCall;
            else call.EarlierCall.LaterCall = call.LaterCall;
            if (call.LaterCall is null) _newest = call.EarlierCall;
            else call.LaterCall.EarlierCall = call.EarlierCall;
            call.EarlierCall = call.LaterCall = null;
            call.Timeouts = null;
        }
    }

    /// <summary>Fails all calls that wait, when the silo is gone.</summary>
    public void FailAll(Exception exception)
    {
        _timer.Dispose();
        while (Oldest() is { } call) call.AnswerWith(exception);
    }

    private void OnTimer()
    {
        var limit = _silo.Options.ResponseTimeout;
        while (Oldest() is { } call)
        {
            var left = limit - _silo.Clock.GetElapsedTime(call.SentAt);
            if (left > TimeSpan.Zero) break;

            _silo.Meters.TimedOut();
            call.AnswerWith(new TimeoutException($"Response did not arrive on time in {limit} for message: {call}."));
        }

        Rearm(limit);
    }

    private void Rearm(TimeSpan limit)
    {
        lock (_gate)
        {
            _armed = _oldest is not null;
            if (!_armed) return;

            var left = limit - _silo.Clock.GetElapsedTime(_oldest!.SentAt);
            _timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private GrainCall? Oldest()
    {
        lock (_gate) return _oldest;
    }
}
