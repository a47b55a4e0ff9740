using MindBot.Grains.Tests.Fixture;

namespace MindBot.Grains.Tests;

/// <summary>A test of what only the embedded silo promises; on Orleans it is left out, for the reason given.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EmbeddedFactAttribute : FactAttribute
{
    /// <summary>The test waits for idle grains to leave the memory.</summary>
    public const string IdleGrains = "Orleans collects idle grains by the clock of the machine, not by the virtual one.";

    public EmbeddedFactAttribute(string reason)
    {
        if (Backend.IsOnOrleans) Skip = reason;
    }
}
