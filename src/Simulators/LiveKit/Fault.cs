namespace MindBot.Simulators.LiveKit;

internal enum EventFaultKind { Lose, Duplicate, Delay, Reorder }

internal sealed record EventFault(EventFaultKind Kind, TimeSpan By = default);

internal enum CallFaultKind { Refuse, Hang, LoseAnswer }

internal sealed record CallFault(CallFaultKind Kind, int Status = 0);
