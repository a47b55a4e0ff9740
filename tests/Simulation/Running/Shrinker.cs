namespace MindBot.Simulation.Running;

/// <summary>Makes a story that breaks the promise shorter, as long as it still breaks it in the same way.</summary>
public static class Shrinker
{
    public static Outcome Shrink(Outcome broken, TimeSpan atMost)
    {
        var began = TimeProvider.System.GetTimestamp();
        var shortest = broken;
        for (var size = shortest.Story.Steps.Length / 2; size >= 1; size /= 2)
            while (Pass(size))
            {
            }

        return shortest;

        // Leaves out every stretch of this size that is not needed; true: there was one.
        bool Pass(int size)
        {
            var found = false;
            for (var from = 0; from < shortest.Story.Steps.Length && TimeProvider.System.GetElapsedTime(began) < atMost;)
            {
                var steps = shortest.Story.Steps;
                var tried = Runner.Play(shortest.Story with { Steps = steps.RemoveRange(from, Math.Min(size, steps.Length - from)) });
                if (tried.Broken?.Invariant == broken.Broken!.Invariant) (shortest, found) = (tried, true);
                else from += size;
            }

            return found && TimeProvider.System.GetElapsedTime(began) < atMost;
        }
    }
}
