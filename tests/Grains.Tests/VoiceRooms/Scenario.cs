namespace MindBot.Grains.Tests.VoiceRooms;

/// <summary>A story, and what it must come to: charge in milliseconds, end reason, and how often LiveKit was told to remove somebody.</summary>
public sealed record Scenario(string Name, long ChargedMs, string Reason, int Removals, Func<Story, Task> Happens)
{
    public TimeSpan? Credit { get; init; }
}
