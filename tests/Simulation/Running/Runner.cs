using MindBot.EmbeddedSilo.Testing;
using MindBot.Simulation.Stories;
using MindBot.Simulation.Truth;
using MindBot.Simulation.Worlds;

namespace MindBot.Simulation.Running;

/// <summary>How a story came out. <paramref name="Broken"/> null: everything held.</summary>
public sealed record Outcome(Story Story, Violation? Broken, long Operations, double UserDays);

/// <summary>Lets stories happen, each in a world of its own and the same way every time.</summary>
public static class Runner
{
    public static Outcome Play(Story story, TextWriter? log = null)
    {
        var queue = new SeededWorkQueue(story.Seed);
        World? world = null;
        Violation? broken = null;
        try
        {
            queue.Run(async () =>
            {
                await using var begun = world = await World.Begin(story, queue, log);
                try
                {
                    await begun.Play();
                }
                catch (Violation violation)
                {
                    broken = violation;
                }
                catch (Exception bug) when (bug is not OutOfMemoryException)
                {
                    broken = new Violation("Bug", bug.ToString());
                }
            });
        }
        catch (InvalidOperationException stuck)
        {
            // The story hangs: nobody will ever answer it.
            broken ??= new Violation("Liveness", stuck.ToString());
        }

        return new(story, broken, world?.Operations ?? 0, (world?.Lasted.TotalDays ?? 0) * story.Users);
    }
}
