namespace MindBot.Simulation;

/// <summary>The full build has no virtual clock to simulate on.</summary>
internal static class NotHere
{
    private static int Main()
    {
        Console.Error.WriteLine("The simulation runs in the embedded build.");
        return 1;
    }
}
