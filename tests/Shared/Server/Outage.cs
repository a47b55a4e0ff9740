namespace MindBot.Tests.Server;

/// <summary>A time without a server, by the client's stopwatch.</summary>
/// <param name="Began">Just before the server was stopped: until then it surely could meter.</param>
/// <param name="Down">Just after it had ended: from then on it surely could not.</param>
internal sealed record Outage(TimeSpan Began, TimeSpan Down)
{
    /// <summary>How long there surely was no process: nobody may be charged for it.</summary>
    public TimeSpan WithoutProcess { get; private set; }

    /// <summary>The next process came up after this time without any.</summary>
    public void EndWith(ServerProcess next) => WithoutProcess = next.LaunchedAt - Down;

    /// <summary>The next process was killed as well.</summary>
    public void GoOn(Outage second) => WithoutProcess += second.WithoutProcess;
}
