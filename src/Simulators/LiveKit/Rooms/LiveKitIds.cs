namespace MindBot.Simulators.LiveKit.Rooms;

/// <summary>Ids of the form and length of LiveKit's, and coins to toss, from one seed.</summary>
internal sealed class LiveKitIds(int? seed)
{
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private readonly Lock gate = new();
    private readonly Random random = seed is { } given ? new Random(given) : new Random();

    public string Room() => New("RM_");
    public string Participant() => New("PA_");
    public string AudioTrack() => New("TR_AM");
    public string AgentJob() => New("AJ_");
    public string Event() => New("EV_");

    public bool Toss()
    {
        lock (gate) return random.Next(2) == 0;
    }

    private string New(string prefix)
    {
        lock (gate) return prefix + new string(random.GetItems<char>(Alphabet, 12));
    }
}
