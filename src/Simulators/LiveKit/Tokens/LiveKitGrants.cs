namespace MindBot.Simulators.LiveKit.Tokens;

/// <summary>A token's video grant. The last three are true where the token is silent, as in LiveKit.</summary>
internal sealed record LiveKitGrants
{
    public string Room { get; init; } = "";
    public bool RoomCreate { get; init; }
    public bool RoomList { get; init; }
    public bool RoomAdmin { get; init; }
    public bool RoomJoin { get; init; }
    public bool Hidden { get; init; }
    public bool CanPublish { get; init; } = true;
    public bool CanSubscribe { get; init; } = true;
    public bool CanPublishData { get; init; } = true;
}
