using MindBot.Grains.Tests.Fixture;

namespace MindBot.Grains.Tests;

/// <summary>A test of what only the embedded silo promises; on Orleans it is left out, for the reason given.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EmbeddedFactAttribute : FactAttribute
{
    public EmbeddedFactAttribute(string reason)
    {
        if (Backend.IsOnOrleans) Skip = reason;
    }
}
