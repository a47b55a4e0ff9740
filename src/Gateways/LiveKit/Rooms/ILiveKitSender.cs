namespace MindBot.Gateways.LiveKit.Rooms;

/// <summary>Sends one try of a call; what its answer means, and whether there is another try, is for <see cref="LiveKitClient"/> and <see cref="LiveKitRooms"/>.</summary>
internal interface ILiveKitSender
{
    /// <param name="apiBase">Http or https, without a slash at its end.</param>
    /// <returns>The answer; its body as JSON, whatever it was on the wire.</returns>
    /// <exception cref="HttpRequestException">LiveKit was not reached.</exception>
    Task<LiveKitAnswer> Send(LiveKitCall call, string apiBase, string token, CancellationToken cancellation);
}
