namespace MindBot.Simulators.LiveKit;

/// <summary>The server did not let a client in. <paramref name="status"/> is what it answers over HTTP.</summary>
public sealed class LiveKitJoinRefusedException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
