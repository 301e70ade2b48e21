package stentor.app.notice;

import stentor.app.navigation.Screen;
import stentor.app.navigation.ScreenView.Status;

/**
 * What is told of something that ended.
 *
 * @param status how it ended
 * @param text what it was
 * @param screen where more is to be seen
 * @param stays whether it stays until somebody closes it
 */
public record Notice(Status status, String text, Screen screen, boolean stays) {}
